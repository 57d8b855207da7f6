/** One answer for many requests: the answer above, the requests below, each to be left out or answered with less. */
import { paths } from '../../src/paths.ts';
import type { Answerable, ManyOffers } from '../../src/shortages/many-queries.ts';
import { unansweredBase } from '../../src/shortages/rules.ts';
import type { ShortageRecord } from '../../src/shortages/shortage-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, fieldId, Hidden, HiddenKey, typedValue, valuesOf } from '../ui/field.tsx';
import { deadline } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { SignalStatus, Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { UrgencyMark } from './hurt-marks.tsx';
import { AnswerForAll } from './many-answer.tsx';
import { amountText, detailOf, nameOf } from './shortage-words.tsx';

export interface ManyRow {
  record: ShortageRecord;
  answerable: Answerable;
}

export interface ManyProps {
  t: Words;
  now: number;
  today: string;
  lines: readonly ManyRow[];
  offers: ManyOffers;
  form: FormState;
  formKey: string;
  mayAnswer: boolean;
}

const nameFor = ({ record }: ManyRow, part: string) => `line.${record.document.id}.${part}`;
const shapeOf = ({ record: { item, shortage } }: ManyRow) =>
  item ?? { packSize: 1, packUnit: shortage.wishUnit ?? '', baseUnit: shortage.wishUnit ?? '', scale: 1 };

/** Chosen unless it was taken out, or cannot be answered. */
function PickCell({ t, form, line, mayAnswer }: ManyProps & { line: ManyRow }) {
  const name = nameFor(line, 'pick');
  const { number } = line.record.document;
  if (line.answerable !== 'yes' || !mayAnswer) return null;
  return (
    <>
      <Hidden name={nameFor(line, 'number')} value={number} />
      <Hidden name={nameFor(line, 'version')} value={line.record.document.version} />
      <input
        type="checkbox"
        id={fieldId(name)}
        name={name}
        value="1"
        checked={valuesOf(form, name, '1').includes('1')}
        aria-label={t.parts.many.pick(number)}
      />
    </>
  );
}

function LineField(props: {
  form: FormState;
  name: string;
  label: string;
  of: string;
  numeric?: boolean;
  maxlength: number;
}) {
  const { form, name, label, of, numeric, maxlength } = props;
  return (
    <input
      class={numeric ? 'input compact num' : 'input compact'}
      type="text"
      id={fieldId(name)}
      name={name}
      value={typedValue(form, name, '')}
      placeholder={label}
      aria-label={`${of}, ${label}`}
      aria-invalid={errorOf(form, name) ? 'true' : undefined}
      inputmode={numeric ? 'numeric' : undefined}
      maxlength={maxlength}
      autocomplete="off"
    />
  );
}

function GiveCell(props: ManyProps & { line: ManyRow }) {
  const { t, form, line, offers, mayAnswer } = props;
  const { record } = line;
  const words = t.parts.many;
  const quantity = nameFor(line, 'quantity');
  const parts = [quantity, `${quantity}.packs`, `${quantity}.units`, nameFor(line, 'note'), nameFor(line, 'itemPacks')];
  const error = parts.map((name) => errorOf(form, name)).find((text) => text !== undefined);
  if (line.answerable !== 'yes') {
    return (
      <>
        <Status icon="s-no">{words.not[line.answerable]}</Status>
        <FieldError name={quantity} {...(error !== undefined && { error })} />
      </>
    );
  }
  if (!mayAnswer) return null;
  const of = `${record.organisation.shortName} ${nameOf(record)}`;
  return (
    <>
      <PackBoxes
        t={t}
        form={form}
        name={quantity}
        shape={shapeOf(line)}
        quantityBase={unansweredBase(record.shortage)}
        small
        of={of}
      />
      {offers.substitutes.length > 0 && record.shortage.substituteAcceptable && (
        <span class="for-substitute">
          <LineField
            form={form}
            name={nameFor(line, 'itemPacks')}
            label={words.itemPacks}
            of={of}
            numeric
            maxlength={6}
          />
        </span>
      )}
      <LineField form={form} name={nameFor(line, 'note')} label={words.ownNote} of={of} maxlength={300} />
      <FieldError name={quantity} {...(error !== undefined && { error })} />
    </>
  );
}

function LineRow(props: ManyProps & { line: ManyRow }) {
  const { t, now, line } = props;
  const { record, answerable } = line;
  const { shortage, document, organisation } = record;
  const heads = t.desk.columns;
  const due = document.status === 'matched' ? (shortage.resolveBy ?? shortage.answerBy) : shortage.answerBy;
  return (
    <tr class={answerable === 'yes' ? undefined : 'off'}>
      <td class="span-1">
        <PickCell {...props} line={line} />
      </td>
      <td class="span-5">
        <Item name={nameOf(record)} detail={detailOf(t, record)} />
      </td>
      <td class="span-3">
        {organisation.shortName}
        <small class="tail">
          <Code href={paths.shortage(document.number)}>{document.number}</Code>
        </small>
      </td>
      <td class="span-3">
        <UrgencyMark t={t} urgency={shortage.urgency} />
        <small class="tail">
          <SignalStatus signal={deadline(t, due, now)} />
        </small>
      </td>
      <td class="span-3 num" data-label={heads.open}>
        {amountText(t, record, unansweredBase(shortage))}
      </td>
      <td class="num">
        <GiveCell {...props} line={line} />
      </td>
    </tr>
  );
}

function Lines(props: ManyProps) {
  const { t, lines } = props;
  const heads = t.desk.columns;
  const words = t.parts.many;
  return (
    <Table
      caption={words.lines}
      stacks
      class="options"
      head={
        <>
          <Head>
            <span class="visually-hidden">{words.picked}</span>
          </Head>
          <Head>{heads.item}</Head>
          <Head>{heads.place}</Head>
          <Head>{heads.urgency}</Head>
          <Head num>{heads.open}</Head>
          <Head num>{words.give}</Head>
        </>
      }
    >
      {lines.map((line) => (
        <LineRow {...props} line={line} />
      ))}
    </Table>
  );
}

export function ManyPage(props: ManyProps) {
  const { t, lines, form, formKey, mayAnswer } = props;
  const words = t.parts.many;
  const crumbs = [{ label: t.desk.title, href: paths.shortageDesk() }, { label: words.title }];
  const open = mayAnswer ? lines.filter((line) => line.answerable === 'yes').length : 0;
  const back = <LinkButton href={paths.shortageDesk({ view: 'requests' })}>{words.backToDesk}</LinkButton>;
  return (
    <>
      <PageHead
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
        title={words.title}
        facts={[words.count(open), words.intro]}
        actions={back}
      />
      <ErrorSummary t={t} form={form} />
      {lines.length === 0 ? (
        <Empty title={words.nothing} text={words.nothingText} />
      ) : (
        <form class="form wide many" method="post" action={paths.shortageAnswering()}>
          <HiddenKey value={formKey} />
          {open > 0 && (
            <Panel title={words.answerTitle}>
              <AnswerForAll {...props} />
            </Panel>
          )}
          <Panel title={words.lines} padded={false} foot={words.linesFoot}>
            <Lines {...props} />
          </Panel>
          {open > 0 ? (
            <SubmitBar consequence={words.consequence}>
              <Button kind="primary">{words.act}</Button>
            </SubmitBar>
          ) : (
            <Advice>{mayAnswer ? words.noneOpen : t.desk.readOnly}</Advice>
          )}
        </form>
      )}
    </>
  );
}
