/** How far members are from each other: straight over the earth, or by way of the hub. Pure. */

export interface Point {
  latitudeMicro: number;
  longitudeMicro: number;
}

const EARTH_KM = 6371.0088;
const MICRO = 1_000_000;
const radians = (micro: number) => (micro / MICRO / 180) * Math.PI;

/** Kilometres of the great circle between two points, to a tenth. */
export function kilometres(from: Point, to: Point): number {
  const [lat1, lat2] = [radians(from.latitudeMicro), radians(to.latitudeMicro)];
  const half = Math.sin((lat2 - lat1) / 2) ** 2;
  const across = Math.sin((radians(to.longitudeMicro) - radians(from.longitudeMicro)) / 2) ** 2;
  const arc = half + Math.cos(lat1) * Math.cos(lat2) * across;
  return Math.round(2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(arc))) * 10) / 10;
}

export type Route = 'direct' | 'hub';

/** Kilometres of the journey; null when one of the places is not known. */
export function journeyKm(from: Point | null, to: Point | null, hub: Point | null, route: Route): number | null {
  if (from === null || to === null) return null;
  if (route === 'direct') return kilometres(from, to);
  return hub === null ? null : Math.round((kilometres(from, hub) + kilometres(hub, to)) * 10) / 10;
}
