/** One fact for many items: which items, what, since when; then what it would do to each; then it is written. */
import type { BatchLine } from '../../src/catalogue/fact-batch-commands.ts';
import type { FactType } from '../../src/catalogue/facts.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { FactValueFields } from './fact-value-fields.tsx';
import { factText } from './fact-words.ts';
import { itemDetail } from './item-words.tsx';

export interface FactBatchProps {
  t: Words;
  type: FactType;
  types: readonly FactType[];
  /** The catalogue's filters, and how many items they leave. */
  filters: Query;
  filtered: number;
  today: string;
  editions: readonly string[];
  unrecorded: string;
  form: FormState;
}

function crumbs(t: Words) {
  return [{ label: t.catalogue.title, href: paths.catalogue() }];
}

export function FactBatchPage(props: FactBatchProps) {
  const { t, type, types, form, filters } = props;
  const words = t.facts;
  const labels = {
    value: words.types[type],
    batch: words.batch,
    effectiveFrom: words.effectiveFrom,
    legalBasis: words.legalBasis,
    codes: words.codes,
  };
  return (
    <>
      <PageHead title={words.batchTitle} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <p class="note">{words.batchIntro}</p>
      <nav class="tabs" aria-label={words.which}>
        {types.map((each) => (
          <a href={paths.factBatch({ ...filters, type: each })} aria-current={each === type ? 'page' : undefined}>
            {words.types[each]}
          </a>
        ))}
      </nav>
      <form class="form" method="post" action={paths.factBatchPreview()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <Hidden name="type" value={type} />
        <ChosenItems {...props} />
        <FactValueFields t={t} form={form} type={type} value={props.unrecorded} editions={props.editions} />
        <DateField
          form={form}
          name="effectiveFrom"
          label={words.effectiveFrom}
          hint={words.effectiveHint}
          value={props.today}
          required
        />
        <TextField
          form={form}
          name="legalBasis"
          label={words.legalBasis}
          hint={words.basisHint}
          maxlength={200}
          required
        />
        <SubmitBar consequence={words.previewNote}>
          <Button kind="primary">{words.preview}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function ChosenItems({ t, form, filters, filtered }: FactBatchProps) {
  const words = t.facts;
  const hasFilter = Object.values(filters).some((value) => value !== undefined && value !== '' && value !== false);
  return (
    <>
      {hasFilter && (
        <Choices
          form={form}
          name="choose"
          label={words.items}
          chosen="filter"
          choices={[
            { value: 'filter', title: words.byFilter(filtered) },
            { value: 'codes', title: words.byCodes },
          ]}
        />
      )}
      {Object.entries(filters).map(
        ([name, value]) =>
          value !== undefined &&
          value !== false && <Hidden name={`filter.${name}`} value={value === true ? '1' : String(value)} />,
      )}
      <TextArea form={form} name="codes" label={words.codes} hint={words.codesHint} rows={6} maxlength={200_000} />
    </>
  );
}

export interface FactBatchPreviewProps {
  t: Words;
  type: FactType;
  value: string;
  effectiveFrom: string;
  legalBasis: string;
  lines: readonly BatchLine[];
  /** Pasted codes that name no item, or several. */
  unknown: readonly string[];
  formKey: string;
}

const MOST_SHOWN = 300;

export function FactBatchPreviewPage(props: FactBatchPreviewProps) {
  const { t, type, value, lines, unknown } = props;
  const words = t.facts;
  const willing = lines.filter((line) => line.refusal === null);
  return (
    <>
      <PageHead
        title={words.previewTitle(words.types[type], factText(t, type, value))}
        crumbs={[...crumbs(t), { label: words.batchTitle, href: paths.factBatch({ type }) }]}
        crumbsLabel={t.frame.position}
        facts={[words.willRecord(willing.length), words.willLeave(lines.length - willing.length)]}
      />
      <Facts
        across
        facts={[
          { label: words.effectiveFrom, value: props.effectiveFrom },
          { label: words.legalBasis, value: props.legalBasis },
        ]}
      />
      {unknown.length > 0 && (
        <Notice tone="warn" title={words.unknownCodes(unknown.length)}>
          <p>
            {words.unknownText} {unknown.slice(0, 50).join(words.join)}
          </p>
        </Notice>
      )}
      {willing.length === 0 ? <Notice tone="warn" title={words.nothing} /> : <Apply {...props} willing={willing} />}
      {lines.length > 0 && <PreviewLines {...props} />}
    </>
  );
}

function Apply(props: FactBatchPreviewProps & { willing: readonly BatchLine[] }) {
  const { t, willing } = props;
  const words = t.facts;
  return (
    <form class="form" method="post" action={paths.factBatchApplication()}>
      <HiddenKey value={props.formKey} />
      <Hidden name="type" value={props.type} />
      <Hidden name="stored" value={props.value} />
      <Hidden name="effectiveFrom" value={props.effectiveFrom} />
      <Hidden name="legalBasis" value={props.legalBasis} />
      <Hidden name="items" value={props.lines.map((line) => line.item.id).join(' ')} />
      <SubmitBar consequence={words.applyConsequence(props.effectiveFrom)}>
        <LinkButton href={paths.factBatch({ type: props.type })} kind="plain">
          {words.back}
        </LinkButton>
        <Button kind="primary">{words.apply(willing.length)}</Button>
      </SubmitBar>
    </form>
  );
}

function PreviewLines({ t, type, value, lines }: FactBatchPreviewProps) {
  const words = t.facts;
  // What cannot be done stands first: it is what the reader must look at
  const ordered = [...lines.filter((line) => line.refusal !== null), ...lines.filter((line) => line.refusal === null)];
  const head = (
    <>
      <Head>{t.catalogue.fields.item}</Head>
      <Head>{t.catalogue.fields.code}</Head>
      <Head>{words.before}</Head>
      <Head>{words.after}</Head>
      <Head>{words.why}</Head>
    </>
  );
  const shown = ordered.slice(0, MOST_SHOWN);
  return (
    <Panel
      title={words.items}
      note={shown.length < ordered.length ? words.firstShown(shown.length, ordered.length) : undefined}
      padded={false}
    >
      <Table caption={words.items} head={head} stacks>
        {shown.map((line) => (
          <tr class={line.refusal === null ? undefined : 'off'}>
            <td class="span-6">
              <Item name={line.item.genericName} href={paths.item(line.item.code)} detail={itemDetail(t, line.item)} />
            </td>
            <td class="span-3">
              <Code>{line.item.code}</Code>
            </td>
            <td class="span-3">{factText(t, type, line.before)}</td>
            <td class="span-3">{line.refusal === null ? factText(t, type, value) : ''}</td>
            <td class="span-6">
              {line.refusal !== null && (
                <Status icon="s-no" tone="warn">
                  {refusalText(t, line.refusal)}
                </Status>
              )}
              {line.refusal === null && (line.closes ? words.willClose(line.closes.effectiveFrom) : words.willBegin)}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
