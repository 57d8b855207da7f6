/** What is to be printed on labels, on which paper, how often; printing answers with the PDF. */
import { paths } from '../../src/paths.ts';
import type { EarlierPrints, LabelFacts, LabelSubject } from '../../src/scanning/label-queries.ts';
import { LABEL_SIZE_NAMES, type LabelKind, MOST_BOXES, MOST_COPIES } from '../../src/scanning/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { momentText } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { Code, Item } from '../ui/values.tsx';

export interface LabelPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  kind: LabelKind;
  of: string;
  subject: LabelSubject;
  earlier: EarlierPrints;
  now: number;
}

export function LabelPage(props: LabelPageProps) {
  const { t, kind, subject } = props;
  const words = t.scanning.paper;
  return (
    <>
      <PageHead
        title={words.subjects[kind](subject.title)}
        crumbs={[backOf(props), { label: words.title }]}
        crumbsLabel={t.frame.position}
      />
      {subject.labels.length === 0 ? (
        <Empty title={words.none} text={words.noneText.receipt} />
      ) : (
        <Columns kind="doc">
          <Panel title={words.size}>
            <Order {...props} />
          </Panel>
          <Panel title={words.what}>
            <div class="stack">
              {subject.labels.map((label) => (
                <OneLabel t={t} label={label} />
              ))}
            </div>
          </Panel>
        </Columns>
      )}
    </>
  );
}

function backOf({ t, kind, of, subject }: LabelPageProps): { label: string; href: string } {
  if (kind === 'lot') return { label: subject.title, href: paths.lot(Number(of)) };
  if (kind === 'place') return { label: t.scanning.title, href: paths.scan(subject.subject) };
  const href = kind === 'receipt' ? paths.receipt(of) : paths.dispatch(of);
  return { label: of, href };
}

function Order({ t, form, formKey, kind, of, subject, earlier, now }: LabelPageProps) {
  const words = t.scanning.paper;
  const labels = { size: words.size, copies: words.copies, boxes: words.boxes, skip: words.skip };
  const choices = LABEL_SIZE_NAMES.map((value) => ({ value, title: words.sizes[value] }));
  const { last } = earlier;
  return (
    <form class="form" method="post" action={paths.labels(kind, of)} rel="noopener">
      <ErrorSummary t={t} form={form} labels={labels} />
      <HiddenKey value={formKey} />
      {last && <Advice tone="warn">{words.before(earlier.times, momentText(t, last.at, now), last.by)}</Advice>}
      <Choices form={form} name="size" label={words.size} choices={choices} chosen="60x40" hideLabel />
      {subject.labels[0]?.kind === 'box' && (
        <TextField
          form={form}
          name="boxes"
          label={words.boxes}
          hint={words.boxesHint}
          value="1"
          inputmode="numeric"
          maxlength={String(MOST_BOXES).length}
          required
        />
      )}
      <TextField
        form={form}
        name="copies"
        label={words.copies}
        hint={words.copiesHint(MOST_COPIES)}
        value="1"
        inputmode="numeric"
        maxlength={3}
        required
      />
      <TextField form={form} name="skip" label={words.skip} hint={words.skipHint} inputmode="numeric" maxlength={2} />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary" icon="i-print">
          {words.print}
        </Button>
      </SubmitBar>
    </form>
  );
}

function OneLabel({ t, label }: { t: Words; label: LabelFacts }) {
  const words = t.scanning.paper;
  if (label.kind === 'box') {
    const cold = label.cold ? words.cold : '';
    return <Item name={`${words.to} ${label.to}`} detail={[`${words.from} ${label.from}`, cold].join(' ')} />;
  }
  if (label.kind === 'carton') {
    const facts = [words.boxOf(label.position, label.of), label.cold ? words.cold : ''];
    return (
      <p>
        <Item name={`${words.to} ${label.to}`} detail={facts.join(' ').trim()} /> <Code>{label.code}</Code>
      </p>
    );
  }
  if (label.kind === 'place') {
    return (
      <p>
        <Item name={label.name} detail={label.member} /> <Code>{label.code}</Code>
      </p>
    );
  }
  const facts = [
    `${words.lotNumber} ${label.lotNumber}`,
    `${words.expires} ${label.expiresOn}`,
    label.detail,
    label.maker,
  ];
  return (
    <p>
      <Item name={label.name} detail={facts.join(' ')} /> <Code>{label.code}</Code>
    </p>
  );
}
