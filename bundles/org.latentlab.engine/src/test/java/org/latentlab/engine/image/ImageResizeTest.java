package org.latentlab.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ImageResizeTest {

    /** x[i][j] = (7i² + 13j + 5ij mod 97) / 97, 4×5. */
    private static Images sample() {
        final float[] x = new float[20];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 5; j++) {
                x[i * 5 + j] = (7 * i * i + 13 * j + 5 * i * j) % 97 / 97f;
            }
        }
        return Images.ofFloats(ImageShape.gray(4, 5), x);
    }

    /** torch 1.13: interpolate(x[None, None], size=(6, 8), mode='bilinear', align_corners=False). */
    @Test
    void growsAsTorchInterpolates() {
        final float[] expected = {0.0000000f, 0.0586340f, 0.1423969f, 0.2261598f, 0.3099227f, 0.3936855f, 0.4774484f,
            0.5360824f, 0.0360825f, 0.1059923f, 0.2058634f, 0.3057345f, 0.4056057f, 0.5054768f, 0.6053479f, 0.6752577f,
            0.1082474f, 0.1931916f, 0.3145404f, 0.4358892f, 0.5051546f, 0.5223367f, 0.6332688f, 0.7182130f, 0.2525773f,
            0.3525558f, 0.4953823f, 0.6382087f, 0.5206186f, 0.1426117f, 0.2333548f, 0.3333333f, 0.4690722f, 0.5840851f,
            0.7171392f, 0.5689433f, 0.4207474f, 0.2725516f, 0.4056057f, 0.5206186f, 0.6494845f, 0.7757732f, 0.8936856f,
            0.4490979f, 0.3170103f, 0.4974227f, 0.6778350f, 0.8041237f};
        assertArrayEquals(expected, ImageResize.resize(sample(), ImageShape.gray(6, 8)).toFloats(), 2e-6f);
    }

    /** NumPy: A(4, 3) @ x @ A(5, 2).T, with A(n, m)[i, k] the share of output i's interval that input k covers. */
    @Test
    void shrinksToTheMeansOfAreas() {
        final float[] expected = {0.1355670f, 0.4881443f, 0.3494845f, 0.4567010f, 0.6298969f, 0.4917526f};
        assertArrayEquals(expected, ImageResize.resize(sample(), ImageShape.gray(3, 2)).toFloats(), 2e-6f);
    }

    @Test
    void aSinglePixelFillsTheImage() {
        final Images one = Images.ofBytes(ImageShape.gray(1, 1), new byte[]{(byte)201});
        final Images many = ImageResize.resize(one, ImageShape.gray(3, 4));
        assertTrue(many.areBytes());
        for (int i = 0; i < 12; i++) {
            assertEquals(201, many.byteValue(0, i));
        }
    }

    @Test
    void meansOfFourPixels() {
        final Images images = Images.ofBytes(ImageShape.gray(2, 4), new byte[]{0, 10, 100, 100, 20, 30, 101, 101});
        final Images half = ImageResize.resize(images, ImageShape.gray(1, 2));
        assertEquals(15, half.byteValue(0, 0));
        assertEquals(101, half.byteValue(0, 1)); // 100.5, rounded up
    }

    @Test
    void coloursBecomeLumaAndGraysAreRepeated() {
        final Images colour = Images.ofBytes(ImageShape.rgb(1, 1), new byte[]{100, (byte)200, 50});
        final Images gray = ImageResize.resize(colour, ImageShape.gray(1, 1));
        assertEquals(153, gray.byteValue(0, 0)); // 29.9 + 117.4 + 5.7
        final Images back = ImageResize.resize(gray, ImageShape.rgb(2, 1));
        for (int i = 0; i < 6; i++) {
            assertEquals(153, back.byteValue(0, i));
        }
    }

    @Test
    void severalImagesKeepTheirPlaces() {
        final Images images = Images.ofBytes(ImageShape.rgb(1, 2), new byte[]{10, 10, 20, 20, 30, 30, 40, 40, 50, 50,
            60, 60});
        final Images resized = ImageResize.resize(images, ImageShape.rgb(1, 1));
        assertEquals(Images.ofBytes(ImageShape.rgb(1, 1), new byte[]{10, 20, 30, 40, 50, 60}), resized);
    }

    @Test
    void moreThanAnArrayHoldsIsRefused() {
        final Images images = Images.ofBytes(ImageShape.gray(1, 1), new byte[100]);
        final String message = assertThrows(IllegalArgumentException.class,
            () -> ImageResize.resize(images, ImageShape.gray(6000, 6000))).getMessage();
        assertTrue(message.contains("100 images of 6000×6000"), message);
    }

    @Test
    void theSameShapeIsTheSameObject() {
        final Images images = sample();
        assertSame(images, ImageResize.resize(images, ImageShape.gray(4, 5)));
    }
}
