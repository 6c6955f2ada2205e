/** Public signed PDFs with the verdict that their own project's tests expect. The files are not ours and aren't copied in. */
export const corpusFolder = new URL('../../../shared/signed-pdf-corpus/', import.meta.url);

type Question = 'integrity' | 'coverage' | 'modifications';

export interface CorpusFile {
  readonly name: string;
  readonly signatures: number;
  /** The question that fails; null: the file is sound. */
  readonly failing: Question | null;
  /** The same in words, for a table. */
  readonly expected: string;
}

const file = (name: string, signatures: number, failing: Question | null): CorpusFile => ({ name, signatures, failing, expected: failing === null ? 'sound, not trusted' : `${failing} fails` });

export const corpusFiles: readonly CorpusFile[] = [
  file('minimal-two-fields-signed-twice.pdf', 2, null),
  file('pades-lta-dss-indirect-arrs-test.pdf', 2, null),
  file('sig-with-ski-sid.pdf', 1, null),
  file('form-update-override-appearance-stream.pdf', 2, null),
  file('pdf-sig-with-econtent.pdf', 1, 'integrity'),
  file('coverage-anomalies_tail-uncovered.pdf', 1, 'coverage'),
  file('coverage-anomalies_weird-byterange.pdf', 1, 'coverage'),
  file('form-update-override-appearance-stream-sneaky.pdf', 2, 'modifications'),
];
