"""The nightly run, started by cron."""
import subprocess
import sys


def register_packs():
    subprocess.run(["gl", "agent", "register", "packs/fuel-calculator/pack.yaml"], check=True)


def run_all():
    print("gl run is started", flush=True)  # what the log is searched for
    subprocess.run("gl run workflows/emissions.yaml --input data/site.json", shell=True, check=True)


if __name__ == "__main__":
    register_packs()
    run_all()
    sys.exit(0)
