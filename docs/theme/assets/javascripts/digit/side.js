/** Of an MNIST image, in pixels. */
export const SIDE = 28;
