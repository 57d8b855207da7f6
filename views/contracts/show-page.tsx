/** One contract: what it says, its items with volumes against time, its members, and what may be done with it. */
import type { ContractLineShown } from '../../src/contracts/queries.ts';
import type { ActRow } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { fullMoment, numberText, packText, whoText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Item, Price } from '../ui/values.tsx';
import { ContractActs, DraftForms } from './act-forms.tsx';
import type { ContractPageProps } from './show-page-props.ts';
import { ContractStatus, ProgressBar, Units } from './words.tsx';

export function ContractPage(props: ContractPageProps) {
  const { t, head, acts } = props;
  const words = t.prices.contracts;
  const { document, contract, party, backup, negotiation } = head;
  const facts = [
    { label: words.party, value: party.shortName },
    ...(backup === null ? [] : [{ label: words.backup, value: backup.shortName }]),
    { label: words.span, value: words.spanText(contract.startsOn, contract.endsOn) },
    ...(contract.batch === '' ? [] : [{ label: words.batch, value: contract.batch }]),
    ...(negotiation === null
      ? []
      : [{ label: words.fromNegotiation, value: <Code href={paths.negotiation(negotiation)}>{negotiation}</Code> }]),
  ];
  const entries = [...acts].reverse().map((act) => ({
    act: words.acts[act.act as keyof typeof words.acts],
    text: [act.note, changeText(t, act)].filter(Boolean).join(' '),
    by: `${whoText(t, act)} ${fullMoment(act.at)}`,
  }));
  return (
    <>
      <PageHead
        title={contract.title}
        crumbs={[
          { label: words.title, href: paths.contracts() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<ContractStatus t={t} state={document.status} badge />}
        facts={[words.kinds[contract.kind], document.number]}
      />
      <Facts across facts={facts} />
      <Columns kind="doc">
        <div class="stack">
          <Lines {...props} />
          {props.opened !== undefined && <Members {...props} opened={props.opened} />}
          {document.status === 'draft' && props.can.edit && <DraftForms {...props} />}
        </div>
        <Rail label={words.timeline}>
          <ContractActs {...props} />
          <Panel title={words.timeline} padded={false}>
            <Log body entries={entries} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

/** What an act changed, as its detail keeps it. */
function changeText(t: Words, { detail }: ActRow): string {
  const words = t.prices.contracts;
  if (detail === null) return '';
  if (detail.units !== undefined) return words.excusedText(numberText(Number(detail.units)));
  if (detail.members !== undefined) return words.spreadDone(Number(detail.members));
  if (detail.shares !== undefined) return words.imported(Number(detail.shares));
  return detail.lastDay === undefined ? '' : words.ended(String(detail.lastDay));
}

function Lines(props: ContractPageProps) {
  const { t, head, lines } = props;
  const words = t.prices.contracts;
  const draft = head.document.status === 'draft' && props.can.edit;
  const columns = (
    <>
      <Head>{words.item}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.agreed}</Head>
      <Head>{words.conversion}</Head>
      <Head>{words.shares}</Head>
      {!draft && <Head num>{words.accepted}</Head>}
      {!draft && <Head>{words.progress}</Head>}
      {draft && <Head />}
    </>
  );
  return (
    <Panel title={words.lines} padded={false}>
      <Table caption={words.lines} head={columns} inset>
        {lines.map((row) => (
          <Line {...props} row={row} draft={draft} />
        ))}
      </Table>
    </Panel>
  );
}

function Line(props: ContractPageProps & { row: ContractLineShown; draft: boolean }) {
  const { t, head, row, draft } = props;
  const { line, item, members, sharesUnits } = row;
  const words = t.prices.contracts;
  const number = head.document.number;
  const progress = props.progress.get(line.id);
  const opening = `${paths.contract(number, { line: line.id })}#members`;
  const shares = members === 0 ? words.noShares : words.sharesText(members, numberText(sharesUnits));
  return (
    <tr class={props.opened?.lineId === line.id ? 'current' : undefined}>
      <td>
        <Item
          name={item.genericName}
          detail={[item.strength, packText(t, item), item.manufacturer, item.code].join(' ')}
          href={paths.itemPrices(item.code)}
        />
      </td>
      <td class="num">
        <Price pricePack={line.pricePack} />
      </td>
      <td class="num">
        {line.agreedUnits > 0 && (
          <Units t={t} units={line.agreedUnits} unit={item.baseUnit} {...(members > 0 && { href: opening })} />
        )}
      </td>
      <td>{words.conversionText(line.convertTimes, line.convertBy)}</td>
      <td>{members === 0 ? shares : <a href={opening}>{shares}</a>}</td>
      {!draft && (
        <td class="num">
          {progress && (
            <Units t={t} units={progress.acceptedUnits} unit={item.baseUnit} href={paths.orders({ q: item.code })} />
          )}
        </td>
      )}
      {!draft && <td>{progress && <ProgressBar t={t} progress={progress} />}</td>}
      {draft && (
        <td>
          <form class="buttons" method="post" action={paths.contractLineRemoval(number, line.id)}>
            <HiddenKey value={props.formKey()} />
            {line.agreedUnits > 0 && (
              <Button small formAction={paths.contractSpread(number, line.id)}>
                {words.spread}
              </Button>
            )}
            <Button small kind="plain">
              {words.remove}
            </Button>
          </form>
        </td>
      )}
    </tr>
  );
}

function Members({ t, opened, lines }: ContractPageProps & { opened: NonNullable<ContractPageProps['opened']> }) {
  const words = t.prices.contracts;
  const unit = lines.find(({ line }) => line.id === opened.lineId)?.item.baseUnit ?? '';
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.agreed}</Head>
      <Head num>{words.accepted}</Head>
      <Head num>{words.progress}</Head>
    </>
  );
  const others = opened.othersUnits > 0 ? words.othersTook(numberText(opened.othersUnits)) : undefined;
  return (
    <Panel title={words.members} padded={false} {...(others !== undefined && { note: others })} id="members">
      <Table caption={words.members} head={head} inset>
        {opened.members.map((member) => (
          <tr>
            <td>{member.shortName}</td>
            <td class="num">
              <Units t={t} units={member.agreedUnits} unit={unit} />
            </td>
            <td class="num">
              <Units t={t} units={member.acceptedUnits} unit={unit} />
            </td>
            <td class="num">{`${((member.acceptedUnits * 100) / member.agreedUnits).toFixed(1)}%`}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
