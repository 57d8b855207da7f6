/** The two written-out sums of the account; each figure is a link to the entries it is made of. */
import { paths } from '../../src/paths.ts';
import type { BandSum } from '../../src/payables/list-queries.ts';
import type { AccountSums } from '../../src/treasury/account-queries.ts';
import type { Words } from '../i18n/index.ts';
import { dayText, moneyText } from '../ui/format.ts';

interface Term {
  sign: '' | '+' | '−' | '=';
  label: string;
  fen: number;
  href: string;
  note: string;
  /** What the figure in the note is made of. */
  noteHref?: string | undefined;
  class?: 'result' | 'final';
}

function Sum({ label, terms, second }: { label: string; terms: Term[]; second?: boolean }) {
  return (
    <ul class={second ? 'sum second' : 'sum'} aria-label={label}>
      {terms.map((term) => (
        <li data-sign={term.sign} class={term.class}>
          <span class="label">{term.label}</span>
          <div class="value">
            <a href={term.href}>{moneyText(term.fen)}</a>
          </div>
          <span class="note">{term.noteHref === undefined ? term.note : <a href={term.noteHref}>{term.note}</a>}</span>
        </li>
      ))}
    </ul>
  );
}

interface SumsProps {
  t: Words;
  sums: AccountSums;
  bands: BandSum[];
  today: string;
}

const entries = (query?: Record<string, string>) => paths.accountEntries('BANK', query);

function balanceTerms({ t, sums, today }: SumsProps): Term[] {
  const words = t.treasury;
  const first = `${today.slice(0, 7)}-01`;
  const [into, out] = [entries({ from: first, side: 'debit' }), entries({ from: first, side: 'credit' })];
  const underway = sums.underwayFen > 0;
  const note = underway ? words.underway(moneyText(sums.underwayFen)) : words.byBooks;
  const noteHref = underway ? paths.payments({ state: 'underway' }) : undefined;
  const opening = words.opening(dayText(t, first, today));
  return [
    { sign: '', label: opening, fen: sums.openingFen, href: entries({ until: first }), note: words.byBooks },
    { sign: '+', label: words.into, fen: sums.intoFen, href: into, note: words.times(sums.intoCount) },
    { sign: '−', label: words.out, fen: sums.outFen, href: out, note: words.times(sums.outCount) },
    { sign: '=', label: words.balance, fen: sums.bankFen, href: entries(), note, noteHref, class: 'result' },
  ];
}

function leftTerms({ t, sums, bands }: SumsProps): Term[] {
  const words = t.treasury;
  const lateFen = bands.find((band) => band.band === 'overdue')?.openFen ?? 0;
  const late = { note: words.ofWhichLate(moneyText(lateFen)), noteHref: paths.payables({ band: 'overdue' }) };
  const fen = sums.bankFen - sums.owedFen - sums.committedFen;
  const fund = { note: words.noFund(moneyText(sums.fundFen)), noteHref: paths.accountEntries('FUND') };
  const [owed, committed] = [paths.available({ part: 'owed' }), paths.available({ part: 'committed' })];
  return [
    { sign: '', label: words.balance, fen: sums.bankFen, href: entries(), ...fund },
    { sign: '−', label: words.owed, fen: sums.owedFen, href: owed, ...late },
    { sign: '−', label: words.committed, fen: sums.committedFen, href: committed, note: words.committedNote },
    { sign: '=', label: words.available, fen, href: paths.available(), note: words.availableNote, class: 'final' },
  ];
}

export function Sums(props: SumsProps) {
  const words = props.t.treasury;
  return (
    <>
      <Sum label={words.howBalance} terms={balanceTerms(props)} />
      <Sum second label={words.howLeft} terms={leftTerms(props)} />
    </>
  );
}
