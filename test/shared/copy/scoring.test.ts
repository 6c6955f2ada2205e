import { describe, expect, it } from 'vitest';
import { acceptanceWords, bandEdge, bandName, cellCode } from '../../../shared/copy/risk-scheme.ts';
import { routeWords } from '../../../shared/copy/hazard.ts';
import { rangeWords, scoredSentence, spreadSentence } from '../../../shared/copy/scoring.ts';
import { fmeaScheme, milStd882eScheme, riskSchemeOf } from '../../../shared/risk/scheme.ts';
import { spreadOf } from '../../../shared/risk/spread.ts';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;
const spread = (...likelihoods: readonly number[]) => spreadOf(likelihoods.map((likelihood) => ({ severity: 9, likelihood, detectability: 4 })))!;

describe('members’ scores in words', () => {
  it('say how many scored, and how they stand to each other and to what was submitted', () => {
    expect([scoredSentence(0, 4), scoredSentence(1, 4), scoredSentence(1, 1)].map(plain)).toEqual(['Nobody has scored it.', '1 of 4 members scored.', '1 of 1 member scored.']);
    expect([spreadSentence(spread(2, 5), 'serious'), spreadSentence(spread(2), 'serious'), spreadSentence(spread(2, 2), 'serious'), spreadSentence(spread(5, 6, 5), 'serious')].map(plain)).toEqual([
      'Members differ: Serious to High.', 'The one score gives the submitted level.', 'Both scores give the submitted level.', 'All 3 scores say High, not Serious as submitted.',
    ]);
    expect([rangeWords(spread(2, 5).ratings.likelihood), rangeWords(spread(2, 5).ratings.severity)]).toEqual(['2–5', '9']);
  });
});

describe('a risk scheme in words', () => {
  it('uses the scale’s own signs, and says who must accept a level where the scheme does', () => {
    const [, , , catastrophic] = milStd882eScheme.severities;
    expect([bandName(catastrophic!), bandEdge(catastrophic!), bandEdge(fmeaScheme.severities[4]!), cellCode(milStd882eScheme, 3, 0), cellCode(fmeaScheme, 4, 0)]).toEqual(['Catastrophic (1)', '1 (9–10)', '9–10', '1E', null]);
    expect(acceptanceWords(fmeaScheme, 'high')).toBeNull();
    expect(acceptanceWords(milStd882eScheme, 'high')).toBe('High must be accepted by name by the organisation’s highest acquisition executive');
    const own = riskSchemeOf({ riskTable: { severities: [{ name: 'Slight', from: 1 }, { name: 'Grave', from: 5 }], likelihoods: [{ name: 'Seldom', from: 1 }, { name: 'Often', from: 10 }], levels: [['low', 'low'], ['low', 'high']], acceptance: { low: 'the team', medium: 'the team', serious: 'the chair', high: 'the chair' } } });
    expect([acceptanceWords(own, 'high'), bandEdge(own.likelihoods[1]!)]).toEqual(['High must be accepted by name by the chair', '10']);
  });

  it('tells a way through the grid with its hazards', () => {
    expect([routeWords(['H-1'], 'high', 'serious'), routeWords(['H-1', 'H-2'], 'medium', 'medium')].map(plain)).toEqual(['1 hazard goes from High to Serious: H-1', '2 hazards move within Medium: H-1 and H-2']);
  });
});
