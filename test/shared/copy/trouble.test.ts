import { describe, expect, it } from 'vitest';
import { ruleSentences } from '../../../shared/copy/rules.ts';
import { ruleWords, troubleLine, troubleWords } from '../../../shared/copy/trouble.ts';
import { boardWords } from '../../../shared/copy/trouble/board.ts';
import { faultWords } from '../../../shared/copy/trouble/fault.ts';
import { inputWords } from '../../../shared/copy/trouble/input.ts';
import { integrityWords } from '../../../shared/copy/trouble/integrity.ts';
import { keyWords } from '../../../shared/copy/trouble/key.ts';
import { machineWords } from '../../../shared/copy/trouble/machine.ts';
import { refuse, type Trouble } from '../../../shared/result.ts';
import { placeholder } from '../../builders/sentence.ts';

const digest = 'a1b2c3d4e5f60718'.repeat(4);

/** A value for each parameter by its name; a number where a code formats one. */
const samples: Readonly<Record<string, unknown>> = {
  reason: 'recused', chosen: 'invite', why: 'broken', url: 'http://tsa.example/tsp', authority: 'http://tsa.example/tsp',
  packet: '2026-aurora-7b-2.3-01', by: '2026-aurora-7b-2.3-02', bar: 'itself', path: 'profile/fmt.json', name: 'hazards.csv', place: 'row 4, column severity', problem: 'it ends too early', expected: 'a number from 1 to 10', found: 11, supported: 1, sizeBytes: 20_000_000, limitBytes: 10_000_000, offsetBytes: 17,
  key: 'member', text: '1e400', limit: 64, what: 'entries', entry: '../a', digest, id: 'H-007', from: 'H-007', to: 'E-9', pattern: '*.csv', format: 'robustbench',
  member: 'ingrid-solberg', role: 'secretary', act: 'record-decision', dossier: 'aurora-7b-2.3', revision: digest, latest: digest, shown: digest, stored: digest, item: 'H-999', choice: 'reject', findings: [digest, digest],
  meeting: '2026-12-01-1300-ingrid-solberg', state: 'over', startsAt: '2026-12-01T13:00:00.000Z', now: '2026-11-19T09:00:00.000Z', since: '2026-11-19T10:00:00.000Z', minutes: 60, agendaMinutes: 85,
  counted: 1, minimum: 3, missingDisciplines: ['legal', 'ml-robustness'], forkedMembers: ['amara-okafor'], contentMissing: true, asked: 'approved', rules: 'undecided', condition: 'C-1', dueOn: '2026-12-11', finding: digest, annotation: digest, decision: digest, status: 'contested',
  cost: 1024, floor: 131_072, purpose: 'act', device: digest.slice(0, 32), local: 3, store: 7, channel: 'command.run', errno: 'EACCES', over: 'time', seconds: 10, megabytes: 512, reference: 'D-7', seq: 4, first: digest, second: digest, known: 9, who: 'ingrid-solberg', needed: 2,
  token: 'Ingrid Solberg', module: '/usr/lib/opensc-pkcs11.so', left: 'few', lack: 'several', ids: ['01', '02'], serials: ['1a', '1b'], present: ['PIV'], step: 'sign', flaw: 'damaged',
};

/** Gives the sample of whatever parameter is read, and remembers which were. */
function sampled(changes: Readonly<Record<string, unknown>> = {}): { readonly params: never; readonly read: Set<string> } {
  const read = new Set<string>();
  const params = new Proxy({}, {
    get(_, name) {
      if (typeof name !== 'string' || !Object.hasOwn(samples, name)) throw new Error(`the parameter ${String(name)} has no sample in this test`);
      read.add(name);
      return changes[name] ?? samples[name];
    },
  }) as never;
  return { params, read };
}

const codes = Object.keys({ ...inputWords, ...boardWords, ...keyWords, ...machineWords, ...faultWords, ...integrityWords });
const trouble = (code: string, params: never) => ({ family: 'refusal', code, params }) as unknown as Trouble;

describe('the words for a trouble', () => {
  it.each(codes)('%s: a title, the thing with its place and what was expected, and nothing left open', (code) => {
    const { params, read } = sampled();
    const { title, detail, todo } = troubleWords(trouble(code, params));
    for (const part of [title, ...(todo === '' ? [] : [todo])]) expect(part).toMatch(/^[A-Z].*\.$/);
    // A detail may begin with a file's name.
    expect(detail).toMatch(/.\.$/);
    expect(troubleLine(trouble(code, params))).not.toMatch(placeholder);
    for (const named of ['path', 'name', 'place', 'expected', 'problem']) if (read.has(named)) expect(detail).toContain(samples[named]);
  });

  it('agree in number', () => {
    const detail = (code: string, changes: Readonly<Record<string, unknown>>) => troubleLine(trouble(code, sampled(changes).params));
    expect(detail('board/blockers-open', { findings: [digest] })).not.toBe(detail('board/blockers-open', {}));
    expect(detail('board/quorum-not-met', { contentMissing: false, forkedMembers: [], missingDisciplines: [] })).not.toMatch(placeholder);
  });

  it('end with the rule on the command line, and say it in a sentence on screen', () => {
    const refusal = refuse('board/blockers-open', { findings: [digest] }, 'Q-4').trouble;
    expect(troubleLine(refusal).endsWith('(Rule Q-4.)')).toBe(true);
    expect(ruleWords(refusal)).toBe(`Q-4: ${ruleSentences['Q-4']}`);
    expect(ruleWords(refuse('board/none', { path: 'x' }).trouble)).toBeNull();
  });
});
