"""薪酬: opening, computing, checking, approving and locking a month; pay rules and inputs."""
