/** JSON for a person's eyes: what is shown before it is signed, so that nothing in it can hide or reorder anything else. */

/** Control, formatting (bidirectional too), private, unassigned and invisible characters, and every space but the ordinary one. */
const deceptive = /(?!\n)[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** The text with deceptive characters written as `\uXXXX`; line breaks stay. */
export function visibleText(text: string): string {
  return text.replace(deceptive, (character) => {
    let escaped = '';
    for (let unit = 0; unit < character.length; unit++) escaped += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}

/**
 * The value as indented JSON in which deceptive characters are written as `\uXXXX`. It parses back to the same value, and
 * line breaks stand only between its parts, never inside a text.
 */
export function readableJson(value: unknown): string {
  return visibleText(JSON.stringify(value, null, 2));
}
