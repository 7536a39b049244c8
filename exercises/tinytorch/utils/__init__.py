"""What stands around a model: data loading, and recomputing activations."""
