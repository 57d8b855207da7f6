/** Loading (装车): what goes aboard in which order, what a scan means, and what was left standing. Pure. */

export interface Piece {
  loadId: number;
  /** Null for a dispatch that goes unboxed. */
  boxId: number | null;
  /** As people say it: the dispatch, and which box of it. */
  name: string;
  dispatch: string;
  place: string;
  /** Of its stop on the way. */
  position: number;
  cold: boolean;
  loaded: boolean;
}

interface Way {
  stops: readonly { stop: { id: number; position: number }; member: { shortName: string } }[];
  loads: readonly {
    id: number;
    stopId: number;
    dispatchId: number;
    number: string;
    zone: string | null;
    loaded: boolean;
  }[];
}

interface Box {
  id: number;
  dispatchId: number;
  position: number;
  cold: boolean;
  loaded: boolean;
}

/** Everything that rides, in the order of loading: what is taken out first goes in last. */
export function piecesOf({ stops, loads }: Way, boxes: readonly Box[]): Piece[] {
  return stops.toReversed().flatMap(({ stop, member }) => {
    const own = loads.filter((load) => load.stopId === stop.id);
    return own.flatMap((load): Piece[] => {
      const { id: loadId, number: dispatch, zone } = load;
      const about = { loadId, dispatch, place: member.shortName, position: stop.position };
      const packed = boxes.filter((box) => box.dispatchId === load.dispatchId);
      if (packed.length === 0) {
        return [{ ...about, boxId: null, name: dispatch, cold: zone !== null, loaded: load.loaded }];
      }
      return packed.map(({ id: boxId, position, cold, loaded }) => {
        return { ...about, boxId, name: `${dispatch}-${position}`, cold, loaded };
      });
    });
  });
}

/** What was left while others were scanned; nothing where nobody scans. */
export function notLoaded(pieces: readonly Piece[]): Piece[] {
  return pieces.some((piece) => piece.loaded) ? pieces.filter((piece) => !piece.loaded) : [];
}

/** The number of a dispatch in what was typed or scanned: alone, or in the address of a slip. */
export function dispatchIn(text: string): string | undefined {
  return /(?<![A-Z0-9])PS-\d{8}-\d{4,8}(?!\d)/.exec(text.normalize('NFKC').toUpperCase())?.[0];
}
