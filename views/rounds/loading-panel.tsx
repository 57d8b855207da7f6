/** Loading before the vehicle leaves: a scan box, and what goes in in its order, the last stop first. */
import { paths } from '../../src/paths.ts';
import type { Piece } from '../../src/rounds/loading-rules.ts';
import type { FormState } from '../../src/web/form.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, fieldId, HiddenKey, TextField, valuesOf } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { ScanField } from '../ui/scan.tsx';
import { Status, Tag } from '../ui/status.tsx';
import type { RoundPageProps } from './show-page.tsx';

type LoadingProps = Pick<RoundPageProps, 't' | 'view' | 'form' | 'formKey'>;

export function LoadingPanel(props: LoadingProps) {
  const { t, view } = props;
  const words = t.packing.loading;
  const { pieces } = view;
  if (pieces.length === 0) return null;
  const done = pieces.filter((piece) => piece.loaded).length;
  const form = formOf(props.form, 'loading');
  const stops = [...new Set(pieces.map((piece) => piece.position))];
  return (
    <Panel
      title={words.title}
      id="loading"
      note={done === pieces.length ? words.all : words.progress(done, pieces.length)}
    >
      <p class="hint">{words.intro}</p>
      <form class="form" method="post" action={paths.driveLoading(view.document.number)}>
        <ErrorSummary t={t} form={form} labels={{ code: words.scan }} />
        <HiddenKey value={props.formKey()} />
        <ScanField t={t} label={words.scan} button={words.scan} focused={done > 0 && done < pieces.length} />
      </form>
      {stops.map((position) => (
        <Stop {...props} own={pieces.filter((piece) => piece.position === position)} />
      ))}
    </Panel>
  );
}

function Stop(props: LoadingProps & { own: Piece[] }) {
  const { t, own } = props;
  const [first] = own;
  if (first === undefined) return null;
  return (
    <>
      <h3>{t.packing.loading.order(first.position, first.place)}</h3>
      <ul class="plain-list">
        {own.map((piece) => (
          <PieceRow {...props} piece={piece} />
        ))}
      </ul>
    </>
  );
}

function PieceRow({ t, view, formKey, piece }: LoadingProps & { piece: Piece }) {
  const words = t.packing.loading;
  const { name, cold, loaded, loadId, boxId } = piece;
  return (
    <li>
      <span class="code">{name}</span>{' '}
      {loaded ? <Status icon="s-done">{words.loaded}</Status> : <small>{words.waiting}</small>}
      {cold && <Tag icon="i-snow">{t.packing.cold}</Tag>}
      {loaded && (
        <form method="post" action={paths.driveLoading(view.document.number)}>
          <HiddenKey value={formKey()} />
          <Button small name="off" value={boxId === null ? String(loadId) : `${loadId}-${boxId}`}>
            {words.off}
          </Button>
        </form>
      )}
    </li>
  );
}

/** Asked once the departure was refused over what was not loaded. */
export function Unloaded({ t, form: back }: LoadingProps) {
  const form: FormState = formOf(back, 'departure');
  const error = errorOf(form, 'without');
  const chosen = valuesOf(form, 'without').length > 0;
  if (error === undefined && !chosen) return null;
  const words = t.packing.loading;
  return (
    <>
      <div class="choices">
        <label>
          <input
            type="checkbox"
            id={fieldId('without', form.scope)}
            name="without"
            value="1"
            checked={chosen}
            aria-invalid={error ? 'true' : undefined}
          />
          <span>
            <b>{words.without}</b>
            {error && <small>{error}</small>}
          </span>
        </label>
      </div>
      <TextField form={form} name="reason" label={words.why} maxlength={200} />
    </>
  );
}
