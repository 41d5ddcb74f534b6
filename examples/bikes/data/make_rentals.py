"""Makes rentals/*.csv: hourly rentals of an invented bicycle hire, one file a month. The same seed gives the same bytes: `python make_rentals.py`."""

import csv
import datetime
import math
import pathlib
import random

COLUMNS = ["at", "hour", "weekday", "holiday", "weather", "temperature", "humidity", "wind", "rentals"]
HOLIDAYS = {datetime.date(2026, 5, 1), datetime.date(2026, 5, 14), datetime.date(2026, 5, 25), datetime.date(2026, 6, 4), datetime.date(2026, 8, 15)}


def hours(chance: random.Random) -> list[dict[str, object]]:
    """Every hour from May to August: commuters on working days, walks in the sun on free ones, hardly anyone in heavy rain."""
    rows, warm, wet = [], 0.0, 0.0
    start = datetime.datetime(2026, 5, 1)
    for number in range(123 * 24):
        at = start + datetime.timedelta(hours=number)
        if at.hour == 0:
            warm, wet = 0.6 * warm + chance.gauss(0, 3), 0.5 * wet + chance.gauss(0, 0.8)
        shower = wet + chance.gauss(0, 0.5)
        weather = "rain" if shower > 1.3 else "cloudy" if shower > 0.2 else "clear"
        temperature = 19 + warm + 6 * math.sin((at.hour - 9) / 24 * 2 * math.pi) - (3 if weather == "rain" else 0) + chance.gauss(0, 0.6)
        humidity = min(100, max(20, 62 + 12 * shower - 1.2 * (temperature - 19) + chance.gauss(0, 4)))
        wind = max(0, chance.gauss(12, 5))
        is_free = at.weekday() >= 5 or at.date() in HOLIDAYS
        commute = math.exp(-((at.hour - 8) ** 2) / 2.5) + 1.1 * math.exp(-((at.hour - 17.5) ** 2) / 4)
        stroll = math.exp(-((at.hour - 14.5) ** 2) / 18)
        wanted = 25 + (190 * stroll if is_free else 230 * commute + 70 * stroll)
        wanted *= math.exp(-((temperature - 23) ** 2) / 260) * {"clear": 1, "cloudy": 0.85, "rain": 0.35}[weather] * (1 - 0.008 * wind)
        wanted *= 0.12 if at.hour < 5 else 1
        rows.append(
            {
                "at": at.isoformat(),
                "hour": at.hour,
                "weekday": at.weekday(),
                "holiday": "yes" if at.date() in HOLIDAYS else "no",
                "weather": weather,
                "temperature": round(temperature, 1) if chance.random() > 0.01 else "",
                "humidity": round(humidity),
                "wind": round(wind, 1) if chance.random() > 0.02 else "",
                "rentals": max(0, round(chance.gauss(wanted, 3 + 0.08 * wanted))),
            }
        )
    return rows


def main() -> None:
    folder = pathlib.Path(__file__).parent / "rentals"
    folder.mkdir(exist_ok=True)
    rows = hours(random.Random(20260501))
    for month in sorted({str(row["at"])[:7] for row in rows}):
        with (folder / f"{month}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for row in rows if str(row["at"]).startswith(month))


if __name__ == "__main__":
    main()
