import type { Fact } from '../facts.ts';
import { pythonCommands } from '../pythonUse/pythonCommands.ts';
import { pythonEnvironment } from '../pythonUse/pythonEnvironment.ts';
import { pythonImports } from '../pythonUse/pythonImports.ts';
import { pythonModels } from '../pythonUse/pythonModels.ts';
import { useNames } from '../pythonUse/pythonNames.ts';
import { pythonSql } from '../pythonUse/pythonSql.ts';
import type { PythonAnalysis } from './analysis.ts';

/** What Python code says of the environment, commands it runs, SQL it sends, tables it describes and modules it imports. Never throws. */
export function pythonFacts(analysis: PythonAnalysis): readonly Fact[] {
  const names = useNames(analysis);
  return [...pythonEnvironment(names), ...pythonCommands(names), ...pythonSql(names), ...pythonModels(names), ...pythonImports(names)];
}
