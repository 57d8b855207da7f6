/** What was found off the books, each made a card or dismissed. */
import { FUND_SOURCES, PURCHASE_METHODS } from '../../src/assets/rules.ts';
import type { FindRow } from '../../src/inventories/line-queries.ts';
import { paths } from '../../src/paths.ts';
import { classText } from '../equipment/words.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf, scoped } from '../ui/form-state.ts';
import { fullMoment } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import type { InventoryPageProps } from './show-page.tsx';

export function Finds(props: InventoryPageProps) {
  const { t, view } = props;
  const words = t.inventories;
  return (
    <Panel title={words.finds} id="finds">
      {view.finds.length === 0 && <p class="muted">{words.findsEmpty}</p>}
      <div class="stack">
        {view.finds.map((find) => (
          <div class="item">
            <b>{`${find.position}. ${find.name}`}</b>
            <small>
              {[find.placeName, find.room, words.conditions[find.condition], find.serialNumber, find.description]
                .filter(Boolean)
                .join(' ')}
            </small>
            <small>{`${find.foundByName} ${fullMoment(find.foundAt)}`}</small>
            <Decided {...props} find={find} />
          </div>
        ))}
      </div>
    </Panel>
  );
}

type FindProps = InventoryPageProps & { find: FindRow };

function Decided(props: FindProps) {
  const { t, view, find } = props;
  const words = t.inventories;
  if (find.decision !== null) {
    return (
      <small>
        {words.findDecisions[find.decision]}{' '}
        {find.assetNumber && <Code href={paths.equipmentCard(find.assetNumber)}>{find.assetNumber}</Code>}{' '}
        {[find.decisionWhy, find.decidedByName].filter(Boolean).join(' ')}
      </small>
    );
  }
  if (!view.can.decide || find.foundBy === view.me) return null;
  return (
    <>
      {view.can.edit && <CardForm {...props} />}
      <DismissForm {...props} />
    </>
  );
}

function stateOf({ back, find }: FindProps, name: string) {
  const mine = back.name === name && back.state.values['position']?.[0] === String(find.position);
  const form = scoped(formOf(mine ? back : { name: '', state: back.state }, name), `${name}${find.position}`);
  return { mine, form };
}

function CardForm(props: FindProps) {
  const { t, view, find, classes, formKey, today } = props;
  const words = t.inventories;
  const { mine, form } = stateOf(props, 'card');
  const labels = {
    ...{ classCode: words.classCode, price: words.price, source: words.source, why: words.why },
    ...{ acquiredOn: words.acquiredOn, purchaseMethod: words.purchaseMethod },
  };
  return (
    <details class="fold" open={mine}>
      <summary class="button">{words.makeCard}</summary>
      <form class="form" method="post" action={paths.inventoryAct(view.document.number, 'card')}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <Hidden name="position" value={find.position} />
        <SelectField
          form={form}
          name="classCode"
          label={words.classCode}
          options={classes.map((one) => ({ value: one.code, label: classText(t, one) }))}
        />
        <TextField form={form} name="price" label={words.price} inputmode="decimal" maxlength={20} required />
        <SelectField
          form={form}
          name="source"
          label={words.source}
          value="donated"
          options={FUND_SOURCES.map((value) => ({ value, label: t.equipment.sources[value] }))}
        />
        <DateField form={form} name="acquiredOn" label={words.acquiredOn} value={today} max={today} required />
        <SelectField
          form={form}
          name="purchaseMethod"
          label={words.purchaseMethod}
          value="donation"
          options={PURCHASE_METHODS.map((value) => ({ value, label: t.equipment.methods[value] }))}
        />
        <TextField form={form} name="why" label={words.why} maxlength={200} required />
        <Button kind="primary">{words.makeCard}</Button>
      </form>
    </details>
  );
}

function DismissForm(props: FindProps) {
  const { t, view, find, formKey } = props;
  const words = t.inventories;
  const { mine, form } = stateOf(props, 'dismissal');
  return (
    <details class="fold" open={mine}>
      <summary class="button">{words.dismiss}</summary>
      <form class="form" method="post" action={paths.inventoryAct(view.document.number, 'dismissal')}>
        <ErrorSummary t={t} form={form} labels={{ why: words.why }} />
        <HiddenKey value={formKey()} />
        <Hidden name="position" value={find.position} />
        <TextField form={form} name="why" label={words.why} maxlength={200} required />
        <Button>{words.dismiss}</Button>
      </form>
    </details>
  );
}
