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
        final Rng rng = new Rng(seed);
        final byte[] pixels = new byte[count * SIDE * SIDE];
        for (int i = 0; i < count; i++) {
            final int column = rng.nextInt(SIDE / 2) * 2;
            for (int p = 0; p < SIDE * SIDE; p++) {
                final int x = p % SIDE;
                pixels[i * SIDE * SIDE + p] = (byte)((x == column || x == column + 1 ? 200 : 10) + rng.nextInt(40));
            }
        }
        return Images.ofBytes(ImageShape.gray(SIDE, SIDE), pixels);
    }
}
