/** How a spot inside JSON is written for people: a JSON path from `$`, the whole. */

const plainKey = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** `['hazards', 3, 'severity']` as `$.hazards[3].severity`; a key with other characters stands quoted in brackets. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) =>
    typeof key === 'number' ? `${place}[${key}]` : plainKey.test(String(key)) ? `${place}.${String(key)}` : `${place}[${JSON.stringify(clip(String(key)))}]`, '$');
}

/** Foreign text short enough for a message. */
export function clip(text: string, limit = 80): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}...`;
}
