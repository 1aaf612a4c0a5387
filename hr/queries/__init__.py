"""What is asked: reads, always within a viewer's scope."""
