"""Pure pay computation: inputs and a dated parameter book in, one month's figures and their explanation out."""
