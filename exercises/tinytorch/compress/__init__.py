"""Make a trained model smaller: fewer bits, fewer weights, thinner layers, or a smaller pupil.

`affine`, `observers`      numbers as integers, and the range to spend the codes on
`masks`                    which weights to keep
"""
