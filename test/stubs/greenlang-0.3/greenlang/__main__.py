import sys

from greenlang.cli import main

sys.exit(main(sys.argv[1:]))
