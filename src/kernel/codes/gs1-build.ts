/** Writes an element string: fixed lengths first, so that separators are few, then what ends in a separator. */
import { type Identifier, identifier } from './gs1-identifiers.ts';
import { SEPARATOR } from './scan-text.ts';

/** In the order in which they are drawn. Throws on an identifier that nothing here reads. */
export function orderedElements(elements: readonly (readonly [string, string])[]): [string, string][] {
  const isFixed = (name: string) => {
    const known: Identifier | undefined = identifier(name);
    if (known === undefined) throw new RangeError(`no such identifier: ${name}`);
    return known.fixed;
  };
  const first = elements.filter(([name]) => isFixed(name));
  const last = elements.filter(([name]) => !isFixed(name));
  return [...first, ...last].map(([name, value]) => [name, value]);
}

/** The element string as a scanner sends it, without symbology prefix. */
export function elementString(elements: readonly (readonly [string, string])[]): string {
  const ordered = orderedElements(elements);
  const parts = ordered.map(([name, value], index) => {
    const ends = index === ordered.length - 1 || identifier(name)?.fixed === true;
    return `${name}${value}${ends ? '' : SEPARATOR}`;
  });
  return parts.join('');
}
