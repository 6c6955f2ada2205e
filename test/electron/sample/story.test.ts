import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rememberedStretch } from '../../../electron/sample/remembered-stretch.ts';
import { workingDaysBefore } from '../../../electron/sample/calendar.ts';
import { admittedAt, foundedAt, invitedAt, storyOf } from '../../../electron/sample/story.ts';
import { Instant } from '../../../shared/vocabulary.ts';

const instants = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true }).map((date) => Instant.parse(date.toISOString()));

test('whenever the sample is made, its story lies behind, in order and on working days', () => {
  fc.assert(fc.property(instants, (now) => {
    const scenes = storyOf(now);
    const times = [foundedAt(now), invitedAt(now), admittedAt(now), ...scenes.map(({ at }) => at), now];
    expect(times).toEqual([...new Set(times)].sort());
    for (const { at } of scenes) expect([1, 2, 3, 4, 5]).toContain(new Date(at).getUTCDay());
    const meetings = scenes.flatMap((scene) => (scene.kind === 'meeting' ? [scene.meeting.startsAt] : []));
    expect(meetings).toHaveLength(1);
    for (const startsAt of meetings) {
      expect(startsAt > now).toBe(true);
      expect([1, 2, 3, 4, 5]).toContain(new Date(startsAt).getUTCDay());
    }
    for (const scene of scenes) {
      if (scene.kind !== 'act' || scene.command.name !== 'give-vote') continue;
      for (const { dueOn } of scene.command.conditions) expect(dueOn > now.slice(0, 10)).toBe(true);
    }
  }));
});

test('a week has five working days', () => {
  expect(workingDaysBefore(Instant.parse('2026-11-24T09:00:00.000Z'), 1, '10:00:00')).toBe('2026-11-23T10:00:00.000Z');
  expect(workingDaysBefore(Instant.parse('2026-11-23T09:00:00.000Z'), 1, '10:00:00')).toBe('2026-11-20T10:00:00.000Z');
  expect(workingDaysBefore(Instant.parse('2026-11-24T09:00:00.000Z'), 5, '10:00:00')).toBe('2026-11-17T10:00:00.000Z');
});

test('each passphrase and salt is stretched once, no more than so many at a time, until all is forgotten', async () => {
  let [running, most, calls] = [0, 0, 0];
  const answers: Uint8Array[] = [];
  const kept = rememberedStretch(2, async (_, salt) => {
    most = Math.max(most, ++running);
    calls++;
    await new Promise((resolve) => { setImmediate(resolve); });
    running--;
    answers.push(Uint8Array.from(salt));
    return answers.at(-1)!;
  });
  const salts = Array.from({ length: 6 }, (_, i) => Uint8Array.of(i + 1));
  const first = await Promise.all(salts.map((salt) => kept.stretch('p', salt, 2)));
  first[0]!.fill(0);
  expect(await kept.stretch('p', salts[0]!, 2)).toEqual(salts[0]);
  expect([calls, most]).toEqual([6, 2]);
  await kept.forget();
  expect(answers.every((answer) => answer[0] === 0)).toBe(true);
  await kept.stretch('p', salts[0]!, 2);
  await kept.stretch('p', salts[0]!, 4);
  await kept.stretch('q', salts[0]!, 2);
  expect(calls).toBe(9);
});
