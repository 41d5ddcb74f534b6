"""Makes customers.csv: invented customers of an invented provider. The same seed gives the same bytes: `python make_customers.py > customers.csv`."""

import csv
import math
import random
import sys

COLUMNS = ["customer_id", "age", "tenure_months", "contract", "payment", "monthly_charge", "data_gb", "support_calls", "churned"]


def customer(number: int, chance: random.Random) -> dict[str, object]:
    age = round(min(90, max(18, chance.gauss(46, 17))))
    contract = chance.choices(["monthly", "one_year", "two_years"], [5, 3, 2])[0]
    tenure = round(min(120, chance.expovariate(1 / 30)))
    calls = min(9, int(chance.expovariate(1 / 1.4)))
    gigabytes = round(max(0, chance.gauss(28 - age / 5, 9)), 1)
    charge = round(12 + gigabytes * 0.6 + {"monthly": 9, "one_year": 4, "two_years": 0}[contract] + chance.gauss(0, 3), 2)
    # Two thresholds and a pair that only counts together: what a straight line cannot follow.
    pull = -2.1 - 0.02 * tenure + {"monthly": 0.9, "one_year": -0.3, "two_years": -1.2}[contract]
    pull += (2.6 if calls >= 3 else 0) + (1.9 if charge > 38 and contract == "monthly" else 0) + (1.6 if tenure < 4 else 0)
    pull += 1.2 if age > 60 and gigabytes > 20 else 0
    leaves = chance.random() < 1 / (1 + math.exp(-1.7 * pull))
    return {
        "customer_id": f"c{number:05d}",
        "age": age,
        "tenure_months": tenure,
        "contract": contract,
        "payment": chance.choices(["card", "transfer", "invoice"], [5, 3, 2])[0],
        "monthly_charge": charge if chance.random() > 0.02 else "",
        "data_gb": gigabytes if chance.random() > 0.03 else "",
        "support_calls": calls,
        "churned": "yes" if leaves else "no",
    }


def main() -> None:
    chance = random.Random(20260117)
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for number in range(1, 2001):
        writer.writerow(customer(number, chance))


if __name__ == "__main__":
    main()
