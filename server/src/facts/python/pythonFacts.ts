import type { Fact } from '../facts.ts';
import { readAll, type FactReader } from '../pythonUse/factReaders.ts';
import { commandReader } from '../pythonUse/pythonCommands.ts';
import { pythonEnvironment } from '../pythonUse/pythonEnvironment.ts';
import { pythonImports } from '../pythonUse/pythonImports.ts';
import { modelReader } from '../pythonUse/pythonModels.ts';
import { useNames, type UseNames } from '../pythonUse/pythonNames.ts';
import { sqlReader } from '../pythonUse/pythonSql.ts';
import type { PythonAnalysis } from './analysis.ts';

/** Who finds what else Python code does. */
export const useReaders: readonly FactReader<UseNames, Fact>[] = [commandReader, sqlReader, modelReader];

/** What Python code says of the environment, commands it runs, SQL it sends, tables it describes and modules it imports. Never throws. */
export function pythonFacts(analysis: PythonAnalysis): readonly Fact[] {
  const names = useNames(analysis);
  return [...pythonEnvironment(names), ...readAll(useReaders, analysis, names), ...pythonImports(names)];
}
