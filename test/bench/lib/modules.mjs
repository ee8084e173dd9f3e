// The Python module that is typed in, made by rule: agents of GreenLang 0.2 with helpers, docstrings and calls.

/** Keys are typed behind this word, into a comment. */
export const typingAnchor = 'emissions of a site';
/** A letter behind this text unmakes a finding (the variable has another name then); taking it away brings it back. */
export const toggleAnchor = 'os.environ["GREENLANG_ENV';

function agent(index) {
  const lines = [
    `class Site${index}Agent(BaseAgent):`,
    `    """Adds up what site ${index} reports."""`,
    '',
    `    def __init__(self, factor: float = ${index}.5) -> None:`,
    `        super().__init__(agent_id="site_${index}", name="Site ${index}", version="1.0.0")`,
    '        self.factor = factor',
    '        self.seen: list[dict[str, float]] = []',
    '',
    '    def run(self, input_data):',
    '        total = 0.0',
    '        for reading in input_data.get("readings", []):',
    '            if reading["unit"] == "kWh" and reading["value"] > 0:',
    '                total += reading["value"] * self.factor',
    '            elif reading["unit"] in ("l", "kg"):',
    '                total += self.convert(reading["value"], reading["unit"])',
    '        self.seen.append({"total": total, "factor": self.factor})',
    `        logger.info("site %s: %.2f kg", ${index}, total)`,
    '        return {"success": total >= 0, "data": {"total": round(total, 3)}}',
    '',
    '    def convert(self, value: float, unit: str) -> float:',
    '        factors = {"l": 2.68, "kg": 3.15}',
    '        return value * factors.get(unit, 1.0)',
    '',
    '',
    `def report_${index}(readings):`,
    `    result = Site${index}Agent().run({"readings": readings})`,
    '    if not result.success:',
    '        return {"error": result.errors}',
    '    rows = [{"key": key, "value": value} for key, value in sorted(result.data.items())]',
    `    return {"site": ${index}, "rows": rows, "text": f"{len(rows)} rows of site ${index}"}`,
    '',
    '',
  ];
  return lines;
}

/** A module of exactly this many lines. */
export function moduleOf(lineCount) {
  const head = [
    `# Reports the ${typingAnchor}, one agent each.`, 'import logging', 'import os', '', 'from greenlang.agents.base import BaseAgent', 'from greenlang.core import ExecutionContext', '',
    'logger = logging.getLogger(__name__)', 'mode = os.environ["GREENLANG_ENV"]', 'context = ExecutionContext(data={"mode": mode})', '', '',
  ];
  const tail = ['def main():', '    for key, value in globals().items():', '        if key.startswith("report_"):', '            print(value([{"unit": "kWh", "value": 3.5}]))'];
  const lines = [...head];
  for (let index = 0; lines.length + tail.length + 32 <= lineCount; index++) lines.push(...agent(index));
  while (lines.length + tail.length < lineCount) lines.push('# end of the agents');
  return `${[...lines, ...tail].join('\n')}\n`;
}
