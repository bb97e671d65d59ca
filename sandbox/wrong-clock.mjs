/** A clock that can be put wrong, for the whole process that imports this: its `Date` tells another time than the machine's. */

const RealDate = Date
let wrongByMillis = 0

const now = () => RealDate.now() + wrongByMillis

globalThis.Date = new Proxy(RealDate, {
  construct: (real, given, made) => Reflect.construct(real, given.length ? given : [now()], made === globalThis.Date ? real : made),
  apply: () => new RealDate(now()).toString(),
  get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
})

/** From now on the clock is wrong by so many milliseconds; 0 puts it right. */
export function setClock(millis) {
  wrongByMillis = millis
}
