import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VerifyReport } from '../../../../shared/packet/verdict.ts';
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts';
import { corpusFiles, corpusFolder } from '../../../attacks/public-corpus.ts';
import { verifyOptions } from '../../../builders/sealed-packet.ts';

const here = existsSync(corpusFolder);
if (!here) console.info('skipped: the folder of public signed PDFs (signed-pdf-corpus) is not beside this checkout');

describe.skipIf(!here)('public signed PDFs', () => {
  test('no file is left out', () => {
    expect(readdirSync(corpusFolder).filter((name) => name.endsWith('.pdf')).sort()).toEqual(corpusFiles.map(({ name }) => name).sort());
  });

  test.each(corpusFiles)('$name: $expected', async ({ name, signatures, failing }) => {
    const report = await verifyPacket(new Uint8Array(readFileSync(new URL(name, corpusFolder))), verifyOptions(null));
    expect(VerifyReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report.signatures).toHaveLength(signatures);
    expect(report.exitCode).toBe(failing === null ? 4 : 3);
    const questions = ['integrity', 'coverage', 'modifications'] as const;
    expect(questions.filter((question) => report.signatures.some((one) => one[question].result === 'failed'))).toEqual(failing === null ? [] : [failing]);
    if (failing === null) for (const question of questions) expect(report.signatures.every((one) => one[question].result === 'passed')).toBe(true);
  });
});
