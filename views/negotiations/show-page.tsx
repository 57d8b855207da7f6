/** One negotiation: items with what to compare and what was quoted, who takes part, and what can be done next. */
import type { LoadedLine } from '../../src/negotiations/negotiation-record.ts';
import type { NegotiationView } from '../../src/negotiations/queries.ts';
import { paths } from '../../src/paths.ts';
import { ActLog } from '../documents/act-log.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment, quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Price } from '../ui/values.tsx';
import { MatterForms, RailForms } from './act-forms.tsx';
import { NegotiationStatus } from './index-page.tsx';
import type { NegotiationPageProps } from './show-page-props.ts';

/** What it is about, for how long its prices hold, and the contracts that came of it. */
function factsOf(t: Words, { negotiation, contracts }: NegotiationView) {
  const words = t.prices.negotiations;
  return [
    { label: words.purpose, value: negotiation.purpose },
    { label: words.heldOn, value: negotiation.heldOn },
    { label: words.span, value: words.spanText(negotiation.startsOn, negotiation.endsOn) },
    ...(contracts.length === 0
      ? []
      : [
          {
            label: words.contracts,
            value: contracts.map((number) => (
              <>
                <Code href={paths.contract(number)}>{number}</Code>{' '}
              </>
            )),
          },
        ]),
  ];
}

export function NegotiationPage(props: NegotiationPageProps) {
  const { t, view } = props;
  const words = t.prices.negotiations;
  const { document, negotiation, acts } = view;
  const minutes = (
    <LinkButton icon="i-print" href={paths.negotiationMinutes(document.number)} newTab print>
      {words.minutes}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={negotiation.title}
        crumbs={[
          { label: words.title, href: paths.negotiations() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<NegotiationStatus t={t} state={document.status} badge />}
        facts={[words.roundText(negotiation.round), document.number]}
        actions={minutes}
      />
      <Facts across facts={factsOf(t, view)} />
      <Columns kind="doc">
        <div class="stack">
          {[...view.interests].map(([partyId, interest]) => (
            <Advice tone="warn" icon="s-near">
              {words.interest(view.parties.get(partyId) ?? '', interest.name)}
            </Advice>
          ))}
          <Lines {...props} />
          <People {...props} />
          <MatterForms {...props} />
        </div>
        <Rail label={words.timeline}>
          <RailForms {...props} />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={acts} />
        </Rail>
      </Columns>
    </>
  );
}

function Lines(props: NegotiationPageProps) {
  const { t, view } = props;
  const words = t.prices.negotiations;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head num>{t.prices.listedPrice}</Head>
      <Head>{words.references}</Head>
      <Head>{words.quotes}</Head>
      <Head>{words.award}</Head>
    </>
  );
  return (
    <Panel title={words.lines} padded={false}>
      <ErrorSummary t={t} form={formOf(props.form, 'removal')} />
      <Table caption={words.lines} head={head} inset stacks>
        {view.lines.map((line) => (
          <Line {...props} row={line} />
        ))}
      </Table>
    </Panel>
  );
}

function Line({ t, view, row, can, formKey }: NegotiationPageProps & { row: LoadedLine }) {
  const words = t.prices.negotiations;
  const { line, item, quotes, listedPack } = row;
  const references = view.references.filter((one) => one.lineId === line.id && one.kind !== 'listed');
  const name = (partyId: number) => view.parties.get(partyId) ?? '';
  return (
    <tr>
      <td>
        <Item
          name={item.genericName}
          detail={[item.strength, item.manufacturer, item.code, quantityText(t, line.quantityBase, item)].join(' ')}
          href={paths.itemPrices(item.code)}
        />
        {view.document.status === 'preparing' && can.manage && (
          <form method="post" action={paths.negotiationLineRemoval(view.document.number, line.id)}>
            <HiddenKey value={formKey()} />
            <Button small kind="plain">
              {words.removeLine} <span class="visually-hidden">{item.genericName}</span>
            </Button>
          </form>
        )}
      </td>
      <td class="num span-2">{listedPack === null ? t.prices.unlisted : <Price pricePack={listedPack} />}</td>
      <td class="span-4">
        {references.length === 0
          ? words.referenceNone
          : references.map((one) => (
              <div>
                {words.referenceKinds[one.kind]} <Price pricePack={one.pricePack} /> <small>{one.source}</small>
              </div>
            ))}
      </td>
      <td class="span-3">
        {quotes.length === 0
          ? words.quotesNone
          : quotes.map((quote) => (
              <div>
                {words.roundText(quote.round)} {name(quote.partyId)} <Price pricePack={quote.pricePack} />{' '}
                {quote.note !== '' && <small>{quote.note}</small>}
              </div>
            ))}
      </td>
      <td class="span-3">
        {line.awardedPartyId !== null && line.awardedPrice !== null && (
          <>
            {name(line.awardedPartyId)} <Price pricePack={line.awardedPrice} />
          </>
        )}
        {line.awardReason !== null && line.awardReason !== '' && <small> {line.awardReason}</small>}
      </td>
    </tr>
  );
}

function People({ t, view }: NegotiationPageProps) {
  const words = t.prices.negotiations;
  const head = (
    <>
      <Head>{words.person}</Head>
      <Head>{words.stance}</Head>
      <Head>{words.statement}</Head>
      <Head>{words.statedAt}</Head>
    </>
  );
  const taking = view.people.filter((one) => one.stance === 'takes_part').length;
  return (
    <Panel title={words.people} padded={false} {...(taking < 2 && { note: words.peopleNeed })}>
      {view.people.length === 0 ? (
        <p class="hint body">{words.peopleNone}</p>
      ) : (
        <Table caption={words.people} head={head} inset>
          {view.people.map((one) => (
            <tr>
              <td>{one.personName}</td>
              <td>{words.stances[one.stance]}</td>
              <td>{one.statement}</td>
              <td>{fullMoment(one.statedAt)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
