/** Looks through XML before anything reads it: what no spreadsheet program writes would only cost time and memory. */

/** Tags within tags; a sheet has six. */
const DEEPEST = 200;
/** A tag with its attributes; those of sheets have a few hundred characters. */
const LONGEST_TAG = 20_000;

/**
 * False for XML that defines entities, nests deeper than any sheet, or holds a tag without end. Looks at each tag once,
 * however long the text is.
 */
export function isPlainXml(xml: string): boolean {
  let depth = 0;
  let at = xml.indexOf('<');
  while (at !== -1) {
    const next = xml.charCodeAt(at + 1);
    const isComment = next === EXCLAMATION && xml.startsWith('<!--', at);
    if (next === EXCLAMATION && !isComment && !xml.startsWith('<![CDATA[', at)) return false;
    const end = isComment ? xml.indexOf('-->', at) : xml.indexOf(next === EXCLAMATION ? ']]>' : '>', at);
    if (end === -1) return false;
    if (next === SLASH) depth -= 1;
    else if (next !== EXCLAMATION && next !== QUESTION) {
      if (end - at > LONGEST_TAG) return false;
      if (xml.charCodeAt(end - 1) !== SLASH) depth += 1;
      if (depth > DEEPEST) return false;
    }
    at = xml.indexOf('<', end);
  }
  return true;
}

const EXCLAMATION = 33;
const SLASH = 47;
const QUESTION = 63;
