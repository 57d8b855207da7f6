/** The report of an acceptance (安装验收单) on A4: the contract, the things, what both sides saw, signatures. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText } from '../../views/ui/format.ts';
import type { Report } from '../print/report.ts';
import type { AcceptanceView } from './page-queries.ts';
import { CHECKS, type Side } from './rules.ts';

interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printed: string;
  /** UTC milliseconds. */
  printedAt: number;
}

type Line = readonly [string, string];

function sideLine(view: AcceptanceView, t: Words, side: Side): Line {
  const words = t.assetPurchases;
  const by = side === 'user' ? view.acceptance.userBy : view.acceptance.officeBy;
  const act = view.acts.filter((one) => one.act === `confirm_${side}` && one.actorId === by).at(-1);
  if (by === null || act === undefined) return [words.sideBy[side], ''];
  const seen = CHECKS[side].map((name) => words.checks[name]).join('；');
  return [words.sideBy[side], `${act.organisationName} ${act.actorName} ${fullMoment(act.at)} ${seen}`];
}

function factsOf(view: AcceptanceView, t: Words): Line[] {
  const words = t.assetPurchases;
  const { acceptance, of } = view;
  const units = view.units.map((unit, nth): Line => {
    const parts = [unit.serialNumber, unit.udi, unit.producedOn, unit.assetNumber ?? words.noCard];
    return [words.unitTitle(nth + 1), parts.filter(Boolean).join('  ')];
  });
  const facts: Line[] = [
    [words.name, of.acquisition.name],
    [words.application, of.applied],
    [words.number, of.document.number],
    [words.contractNumber, of.purchase.contractNumber],
    [words.supplier, of.supplier.name],
    [words.unit, moneyText(of.purchase.unitFen)],
    [words.model, `${acceptance.brand} ${acceptance.model}`],
    [words.maker, acceptance.maker],
    [words.registrationNumber, acceptance.registrationNumber ?? ''],
    [words.arrivedOn, acceptance.arrivedOn],
    [words.room, acceptance.room],
    [words.damage, acceptance.damage],
    ...units,
    sideLine(view, t, 'user'),
    sideLine(view, t, 'office'),
    [words.supplierPerson, acceptance.supplierPerson ?? ''],
    [words.acceptedOn, acceptance.acceptedOn ?? ''],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** The paper as it is drawn. */
export function acceptanceReport(view: AcceptanceView, printing: Printing): Report {
  const { t, url, printed, printedAt } = printing;
  const words = t.assetPurchases;
  return {
    issuer: view.of.place.name,
    title: words.paperTitle,
    number: view.document.number,
    barcode: true,
    check: { url, label: t.counts.print.check },
    blocks: [{ kind: 'facts', facts: factsOf(view, t) }],
    signatures: words.signatures,
    printed,
    printedAt,
    page: t.counts.print.page,
  };
}
