"""`python -m glossator`: the same commands."""

from glossator.cli import main

if __name__ == "__main__":
    main()
