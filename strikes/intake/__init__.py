"""What the public form needs: submissions, receipts, deadlines."""
