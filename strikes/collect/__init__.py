"""From the outside to facts: reads what people bring, and judges nothing."""
