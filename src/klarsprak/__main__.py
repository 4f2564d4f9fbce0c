"""`python -m klarsprak`."""

from klarsprak.cli.main import main

if __name__ == "__main__":
    main()
