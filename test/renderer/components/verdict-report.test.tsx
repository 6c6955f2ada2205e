import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CheckGroups } from '../../../renderer/components/verdict-report.tsx';
import { Step } from '../../../shared/packet/verdict.ts';

test('a fact of every step that there is has a place under a question', () => {
  const facts = Step.options.map((step) => ({ step, result: 'passed' as const, reason: `found by ${step}` }));
  const markup = renderToStaticMarkup(<CheckGroups facts={facts} />);
  for (const { step, reason } of facts) expect(markup.toLowerCase().split(`${reason}<`), step).toHaveLength(2);
});

test('a sentence begins with a capital letter, a file’s name as it is written', () => {
  const markup = renderToStaticMarkup(<CheckGroups facts={[{ step: 'integrity', result: 'passed', reason: 'the covered bytes are the ones that were signed' }, { step: 'artifacts', result: 'failed', reason: 'model.bin is not among the artifacts' }]} />);
  expect(markup).toContain('The covered bytes');
  expect(markup).toContain('>model.bin is not');
});
