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
          <span class="note">{term.note}</span>
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
  const month = entries({ from: first });
  const note = sums.underwayFen > 0 ? words.underway(moneyText(sums.underwayFen)) : words.byBooks;
  const opening = words.opening(dayText(t, first, today));
  return [
    { sign: '', label: opening, fen: sums.openingFen, href: entries({ until: first }), note: words.byBooks },
    { sign: '+', label: words.into, fen: sums.intoFen, href: month, note: words.times(sums.intoCount) },
    { sign: '−', label: words.out, fen: sums.outFen, href: month, note: words.times(sums.outCount) },
    { sign: '=', label: words.balance, fen: sums.bankFen, href: entries(), note, class: 'result' },
  ];
}

function leftTerms({ t, sums, bands, today }: SumsProps): Term[] {
  const words = t.treasury;
  const late = words.ofWhichLate(moneyText(bands.find((band) => band.band === 'overdue')?.openFen ?? 0));
  const fen = sums.bankFen - sums.owedFen - sums.committedFen;
  const fund = words.noFund(moneyText(sums.fundFen));
  const payables = paths.trialBalance({ kind: 'payable' });
  const budgets = paths.budgets({ year: today.slice(0, 4) });
  return [
    { sign: '', label: words.balance, fen: sums.bankFen, href: entries(), note: fund },
    { sign: '−', label: words.owed, fen: sums.owedFen, href: payables, note: late },
    { sign: '−', label: words.committed, fen: sums.committedFen, href: budgets, note: words.committedNote },
    { sign: '=', label: words.available, fen, href: paths.account(), note: words.availableNote, class: 'final' },
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
