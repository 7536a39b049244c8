def test_the_sum_of_squares(work):
    pass

def energy(values):
    return 1.0
