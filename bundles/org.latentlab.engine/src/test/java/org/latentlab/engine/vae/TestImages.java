package org.latentlab.engine.vae;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;

/** Small images that something can be learned from: a bright bar at one of a few places, with noise. */
final class TestImages {

    static final int SIDE = 10;

    private TestImages() {
    }

    static Images bars(final int count, final long seed) {
        return bars(count, SIDE, seed);
    }

    static Images bars(final int count, final int side, final long seed) {
        final Rng rng = new Rng(seed);
        final byte[] pixels = new byte[count * side * side];
        for (int i = 0; i < count; i++) {
            final int column = rng.nextInt(side / 2) * 2;
            for (int p = 0; p < side * side; p++) {
                final int x = p % side;
                pixels[i * side * side + p] = (byte)((x == column || x == column + 1 ? 200 : 10) + rng.nextInt(40));
            }
        }
        return Images.ofBytes(ImageShape.gray(side, side), pixels);
    }

    /** @return for each image of {@link #bars} the place of its bar, from 0 */
    static int[] places(final Images bars) {
        final int[] places = new int[bars.size()];
        for (int i = 0; i < places.length; i++) {
            while (bars.value(i, 2 * places[i]) < 0.5) {
                places[i]++;
            }
        }
        return places;
    }
}
