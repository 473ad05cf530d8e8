"""Who works together: layers of pair evidence, bursts on targets, communities and campaigns."""
