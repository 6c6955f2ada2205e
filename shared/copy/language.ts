/** The language of this tree of words, and the type that a tree in another language has to have. */

export const language: { readonly tag: string; readonly direction: 'ltr' | 'rtl' } = { tag: 'en-GB', direction: 'ltr' };

/**
 * What stands for `T` in another language: the same keys and the same parameters with other words. A word that is missing, one too
 * many and a sentence that takes something else are type errors.
 */
export type Translation<T> =
  T extends string ? string
    : T extends (...given: infer Given) => infer Answer ? (...given: Given) => Translation<Answer>
      : T extends readonly unknown[] ? { readonly [Place in keyof T]: Translation<T[Place]> }
        : T extends object ? { readonly [Key in keyof T]: Translation<T[Key]> }
          : T;
