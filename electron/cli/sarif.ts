/** SARIF 2.1.0, as code scanning takes it: rules with their sentence, results with a place. */

export interface SarifResult {
  /** The id of one of the rules. */
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly text: string;
  /** Path with `/`, from where the command ran. */
  readonly file: string;
  /** From 1; null: the whole file. */
  readonly line: number | null;
}

/** One run of a tool. `sentence` says what each rule that has a result asks. */
export function sarifLog(tool: string, results: readonly SarifResult[], sentence: (rule: string) => string, successful = true): unknown {
  const rules = [...new Set(results.map(({ rule }) => rule))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
    runs: [{
      tool: { driver: { name: tool, rules: rules.map((id) => ({ id, shortDescription: { text: sentence(id) } })) } },
      invocations: [{ executionSuccessful: successful }],
      columnKind: 'utf16CodeUnits',
      results: results.map(({ rule, level, file, line, text }) => ({
        ruleId: rule, ruleIndex: rules.indexOf(rule), level, message: { text },
        locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file) }, ...(line === null ? {} : { region: { startLine: line } }) } }],
      })),
    }],
  };
}
