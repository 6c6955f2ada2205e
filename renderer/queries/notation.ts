/** How figures, days and times are written in this window: as the machine's region has it, or as the member chose. */
import { fixedNotation, isoNotation, writeIn, type DayOrder, type Notation } from '../../shared/copy/notation.ts';
import { nbsp } from '../../shared/copy/number.ts';
import type { MachineRegion } from '../../shared/ipc/contract.ts';
import type { Settings } from '../../shared/ipc/settings.ts';
import { ask } from '../bridge/client.ts';
import { settings } from './session.ts';

type Figures = Pick<Notation, 'decimal' | 'group' | 'grouping' | 'leastBeforeGroup'>;
type Days = Pick<Notation, 'day' | 'clock'>;
type RegionChoice = NonNullable<Settings['region']>;

let machine: MachineRegion = { figures: null, days: null };

/**
 * Writes as the member chose from here on. Asks main once, before anything is drawn, for the machine's region: the window itself
 * only knows the language of its menus. The choice changes on a screen of its own; every other is drawn after it.
 */
export async function startNotation(): Promise<void> {
  const region = await ask('region.read', {});
  if (region.ok) machine = region.value;
  const write = (): void => writeIn(notationOfChoice(settings.get().region ?? 'machine'));
  settings.subscribe(write);
  write();
}

/** The notation of a choice on a machine of a region; fixed where the machine names no region. */
export function notationOf(choice: RegionChoice, { figures, days }: MachineRegion): Notation {
  if (choice === 'iso') return isoNotation;
  if (choice !== 'machine') return { ...figuresOf(choice), ...daysOf(choice) };
  return { ...fixedNotation, ...(figures !== null && figuresOf(figures)), ...(days !== null && daysOf(days)) };
}

/** The same on this machine. */
export function notationOfChoice(choice: RegionChoice): Notation {
  return notationOf(choice, machine);
}

/** The locale itself where Intl knows its region; else the main language of that region. A bare language would write as its largest country does, so a region that nobody knows writes as the fixed notation. */
function known(tag: string): string {
  const { region } = new Intl.Locale(tag);
  const isKnown = (locale: string): boolean => new Intl.Locale(new Intl.NumberFormat(locale).resolvedOptions().locale).region === region;
  return [tag, ...(region === undefined ? [] : [new Intl.Locale(`und-${region}`).maximize().baseName])].find(isKnown) ?? 'en-GB';
}

/** Digits stay Latin: ids, digests and documents have no others. */
function figuresOf(tag: string): Figures {
  const locale = known(tag);
  const partsOf = (value: number): readonly Intl.NumberFormatPart[] => new Intl.NumberFormat(locale, { numberingSystem: 'latn', minimumFractionDigits: 1 }).formatToParts(value);
  const parts = partsOf(1_234_567_890_123.5);
  const lengths = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length).reverse();
  const [first = 3, second = first] = lengths;
  return {
    decimal: parts.find(({ type }) => type === 'decimal')?.value ?? fixedNotation.decimal,
    // A narrow space is hardly seen between tabular digits.
    group: (parts.find(({ type }) => type === 'group')?.value ?? '').replace('\u202f', nbsp),
    grouping: second === first ? [first] : [first, second],
    leastBeforeGroup: partsOf(1234).some(({ type }) => type === 'group') ? 1 : 2,
  };
}

function daysOf(tag: string): Days {
  const locale = known(tag);
  const parts = new Intl.DateTimeFormat(locale, { calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' }).formatToParts(Date.UTC(2026, 10, 27));
  const order = parts.filter(({ type }) => type !== 'literal').map(({ type }) => type).filter((type) => type === 'year' || type === 'month' || type === 'day').join('-');
  const isIso = parts.map(({ value }) => value).join('') === '2026-11-27';
  const orders: Readonly<Record<string, DayOrder>> = { 'day-month-year': 'day-month-year', 'month-day-year': 'month-day-year', 'year-month-day': 'year-month-day' };
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return { day: isIso ? 'iso' : orders[order] ?? fixedNotation.day, clock: hourCycle === 'h11' || hourCycle === 'h12' ? 12 : 24 };
}
