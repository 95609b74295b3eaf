// Finding by words, exactly as eventapp/matching.py does it.

const SPELLED_OUT = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe", æ: "ae" };
const MOST_WORDS = 6;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");
const parts = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

function spellings(text) {
  const level = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss");
  const spelled = level.replace(/[äöüåøæ]/g, (letter) => SPELLED_OUT[letter]);
  return [parts(plain(spelled)), parts(plain(level))];
}

/** The words asked for, each with umlauts spelled out and bare. */
export function wordsOf(query) {
  const [spelled, bare] = spellings(query.slice(0, 100));
  return spelled.map((word, at) => [word, bare[at]]).slice(0, MOST_WORDS);
}

/** A text as it is searched in. */
export function searchText(text) {
  return spellings(text).flat().join(" ");
}

/** Whether every word asked for occurs, in one spelling or the other. */
export function isFound(text, asked) {
  return asked.every(([spelled, bare]) => text.includes(spelled) || text.includes(bare));
}
