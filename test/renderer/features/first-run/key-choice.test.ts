import { expect, test } from 'vitest';
import { emptyKeyForm, keyChoice, tokenKeyOptions } from '../../../../renderer/features/first-run/key-choice.ts';
import { FirstRunDraft, emptyFirstRun } from '../../../../renderer/features/first-run/first-run-draft.ts';
import { ChoiceId } from '../../../../shared/ipc/membership.ts';

const choice = ChoiceId.parse('a'.repeat(32));
const module = { choice, path: '/lib/opensc-pkcs11.so', tokens: [
  { label: 'Helena', serial: '1', keys: [{ id: '01', label: 'sign' }, { id: '02', label: '' }] }, { label: 'PIV', serial: '2', keys: [] }, { label: '', serial: '', keys: [] },
] };
const nothing = { keyFile: null, module: null };

test('the usual key needs nothing; a file or a token is asked for until it is there', () => {
  expect(keyChoice(emptyKeyForm, nothing)).toEqual({ choice: { from: 'new' } });
  for (const [from, chosen] of [['pkcs12', nothing], ['token', nothing], ['token', { keyFile: null, module: { ...module, tokens: [] } }]] as const) {
    expect(keyChoice({ from, tokenKey: '' }, chosen)).toEqual({ problem: expect.stringMatching(/^Your key: /) as string });
  }
  expect(keyChoice({ from: 'pkcs12', tokenKey: '' }, { keyFile: { choice, name: 'a.p12' }, module: null })).toEqual({ choice: { from: 'pkcs12', choice } });
});

test('every key that a token shows can be meant, and a token that shows none as a whole; the first unless another is', () => {
  const options = tokenKeyOptions(module);
  expect(options.map(({ label }) => label)).toEqual(['Helena: sign (id 01)', 'Helena: key (id 02)', 'PIV: its P-256 key']);
  expect(new Set(options.map(({ value }) => value)).size).toBe(3);
  const chosen = { keyFile: null, module };
  expect(keyChoice({ from: 'token', tokenKey: '' }, chosen)).toEqual({ choice: { from: 'token', choice, label: 'Helena', serial: '1', keyId: '01' } });
  expect(keyChoice({ from: 'token', tokenKey: options[2]!.value }, chosen)).toEqual({ choice: { from: 'token', choice, label: 'PIV', serial: '2', keyId: null } });
  // One that was pulled out since gives way to what is there.
  expect(keyChoice({ from: 'token', tokenKey: 'gone' }, chosen)).toEqual({ choice: options[0]!.choice });
});

test('a draft from before there was a choice is still read', () => {
  const { key: _, ...found } = emptyFirstRun.found;
  expect(FirstRunDraft.parse({ way: 'join', found, join: { name: 'Ingrid', store: 'invited' } })).toEqual({ ...emptyFirstRun, way: 'join', join: { name: 'Ingrid', store: 'invited', key: emptyKeyForm } });
});
