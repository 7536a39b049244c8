/* Matrix products in the browser: out = a b in float32, with WebAssembly's vectors of four.

   NumPy's wheel for Pyodide has no BLAS and no vector instructions. This is the usual cure in its smallest
   form: both sides are copied into strips in the order in which they are read, and a tile of ROWS x COLS
   sums stays in registers while it walks along the inner dimension. 4 x 8 sums are 8 of the 16 registers
   that the browser's compiler has on x86-64; the rest hold two vectors of b and one value of a.

   compile.py makes product.wasm of it, a side module that ctypes can load. */

enum { ROWS = 4, COLS = 8, DEPTH = 256 };  /* DEPTH x COLS floats are 8 KB: a strip of b stays in L1 */

typedef float vec __attribute__((vector_size(16), aligned(4)));

/* Strides and sizes in elements; [0] and [1] of the batch strides are the outer and inner loop. */
struct product {
    const float *a, *b;
    float *out, *work;  /* work: DEPTH * (m rounded up to COLS) + DEPTH * ROWS floats */
    int batches[2], n, k, m;
    int a_batch[2], a_row, a_col;
    int b_batch[2], b_row, b_col;
    int out_batch[2], out_row;
};

static int min(int x, int y) { return x < y ? x : y; }

/* Copy `count` lines of length `depth` into a strip of `width` lines, depth-major, zeros beyond `count`. */
static void pack(const float *from, int along, int across, int count, int width, int depth, float *to) {
    for (int q = 0; q < depth; q++) {
        for (int i = 0; i < count; i++) to[i] = from[q * along + i * across];
        for (int i = count; i < width; i++) to[i] = 0;
        to += width;
    }
}

static void tile(const float *a, const float *b, int depth, float *to, int row, int rows, int cols, int add) {
    vec sum[ROWS][2] = {0};
    for (int q = 0; q < depth; q++) {
        vec left = *(const vec *)(b + q * COLS), right = *(const vec *)(b + q * COLS + 4);
        for (int i = 0; i < ROWS; i++) {
            float x = a[q * ROWS + i];
            sum[i][0] += x * left;
            sum[i][1] += x * right;
        }
    }
    for (int i = 0; i < rows; i++) {
        float *line = to + i * row;
        if (cols == COLS) {
            vec *left = (vec *)line, *right = (vec *)(line + 4);
            *left = add ? *left + sum[i][0] : sum[i][0];
            *right = add ? *right + sum[i][1] : sum[i][1];
        } else {
            for (int j = 0; j < cols; j++) line[j] = (add ? line[j] : 0) + sum[i][j / 4][j % 4];
        }
    }
}

static void one(const struct product *p, const float *a, const float *b, float *out) {
    float *strips = p->work, *strip = p->work + DEPTH * ((p->m + COLS - 1) / COLS * COLS);
    for (int q = 0; q < p->k; q += DEPTH) {
        int depth = min(DEPTH, p->k - q);
        for (int j = 0; j < p->m; j += COLS)
            pack(b + q * p->b_row + j * p->b_col, p->b_row, p->b_col, min(COLS, p->m - j), COLS, depth,
                 strips + j * depth);
        for (int i = 0; i < p->n; i += ROWS) {
            int rows = min(ROWS, p->n - i);
            pack(a + i * p->a_row + q * p->a_col, p->a_col, p->a_row, rows, ROWS, depth, strip);
            for (int j = 0; j < p->m; j += COLS)
                tile(strip, strips + j * depth, depth, out + i * p->out_row + j, p->out_row, rows,
                     min(COLS, p->m - j), q > 0);
        }
    }
}

void product_f32(const struct product *p) {
    for (int s = 0; s < p->batches[0]; s++)
        for (int t = 0; t < p->batches[1]; t++)
            one(p, p->a + s * p->a_batch[0] + t * p->a_batch[1],
                p->b + s * p->b_batch[0] + t * p->b_batch[1],
                p->out + s * p->out_batch[0] + t * p->out_batch[1]);
}
