"""Makes seeds.csv: invented seeds, some of which sprouted. The same seed gives the same bytes: `python make_seeds.py > seeds.csv`."""

import csv
import math
import random
import sys

COLUMNS = ["seed_id", "soil", "depth_cm", "water_ml", "light_hours", "sprouted"]


def planted(number: int, chance: random.Random) -> dict[str, object]:
    """A seed sprouts when it lies not too deep, is watered enough and not too much, and sees some light; sand is poorer than the rest."""
    soil = chance.choice(["clay", "loam", "sand"])
    depth, water, light = round(chance.uniform(0.5, 6), 1), round(chance.uniform(20, 200)), round(chance.uniform(2, 14), 1)
    pull = 3.2 - 0.8 * abs(depth - 2) - 0.00045 * (water - 110) ** 2 + 0.22 * (light - 8) + {"clay": 0, "loam": 0.6, "sand": -0.8}[soil]
    grew = chance.random() < 1 / (1 + math.exp(-1.5 * pull))
    return {"seed_id": number, "soil": soil, "depth_cm": depth, "water_ml": water, "light_hours": light, "sprouted": "yes" if grew else "no"}


def main() -> None:
    chance = random.Random(4)
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for number in range(1, 401):
        writer.writerow(planted(number, chance))


if __name__ == "__main__":
    main()
