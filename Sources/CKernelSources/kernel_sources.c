#include "kernel_sources.h"

#include <stddef.h>
#include <string.h>

// One entry a file of kernels/, in alphabetical order.
static const char activation[] = {
#embed "../../kernels/activation.cl" suffix(, 0)
};
static const char adam[] = {
#embed "../../kernels/adam.cl" suffix(, 0)
};
static const char arithmetic[] = {
#embed "../../kernels/arithmetic.cl" suffix(, 0)
};
static const char attention_pool[] = {
#embed "../../kernels/attention_pool.cl" suffix(, 0)
};
static const char attention_pool_group[] = {
#embed "../../kernels/attention_pool_group.cl" suffix(, 0)
};
static const char avgpool2d[] = {
#embed "../../kernels/avgpool2d.cl" suffix(, 0)
};
static const char bce_with_logits[] = {
#embed "../../kernels/bce_with_logits.cl" suffix(, 0)
};
static const char bias_gradient[] = {
#embed "../../kernels/bias_gradient.cl" suffix(, 0)
};
static const char bias_sums[] = {
#embed "../../kernels/bias_sums.cl" suffix(, 0)
};
static const char ceiling[] = {
#embed "../../kernels/ceiling.cl" suffix(, 0)
};
static const char conv2d[] = {
#embed "../../kernels/conv2d.cl" suffix(, 0)
};
static const char conv2d_grid[] = {
#embed "../../kernels/conv2d_grid.cl" suffix(, 0)
};
static const char conv2d_narrow[] = {
#embed "../../kernels/conv2d_narrow.cl" suffix(, 0)
};
static const char conv2d_pack[] = {
#embed "../../kernels/conv2d_pack.cl" suffix(, 0)
};
static const char conv2d_pack_group[] = {
#embed "../../kernels/conv2d_pack_group.cl" suffix(, 0)
};
static const char conv2d_patch[] = {
#embed "../../kernels/conv2d_patch.cl" suffix(, 0)
};
static const char conv2d_pixel[] = {
#embed "../../kernels/conv2d_pixel.cl" suffix(, 0)
};
static const char conv2d_subpixel[] = {
#embed "../../kernels/conv2d_subpixel.cl" suffix(, 0)
};
static const char conv2d_tiled[] = {
#embed "../../kernels/conv2d_tiled.cl" suffix(, 0)
};
static const char conv2d_weight_gradient[] = {
#embed "../../kernels/conv2d_weight_gradient.cl" suffix(, 0)
};
static const char conv2d_weight_gradient_sum[] = {
#embed "../../kernels/conv2d_weight_gradient_sum.cl" suffix(, 0)
};
static const char conv2d_weight_gradient_tiled[] = {
#embed "../../kernels/conv2d_weight_gradient_tiled.cl" suffix(, 0)
};
static const char copy_rows[] = {
#embed "../../kernels/copy_rows.cl" suffix(, 0)
};
static const char copy_rows_group[] = {
#embed "../../kernels/copy_rows_group.cl" suffix(, 0)
};
static const char cross_entropy[] = {
#embed "../../kernels/cross_entropy.cl" suffix(, 0)
};
static const char dropout[] = {
#embed "../../kernels/dropout.cl" suffix(, 0)
};
static const char elements[] = {
#embed "../../kernels/elements.cl" suffix(, 0)
};
static const char epilogue[] = {
#embed "../../kernels/epilogue.cl" suffix(, 0)
};
static const char gradient_clipping[] = {
#embed "../../kernels/gradient_clipping.cl" suffix(, 0)
};
static const char group_sum[] = {
#embed "../../kernels/group_sum.cl" suffix(, 0)
};
static const char group_tile[] = {
#embed "../../kernels/group_tile.cl" suffix(, 0)
};
static const char group_tile_fma[] = {
#embed "../../kernels/group_tile_fma.cl" suffix(, 0)
};
static const char group_tile_mma[] = {
#embed "../../kernels/group_tile_mma.cl" suffix(, 0)
};
static const char interleave[] = {
#embed "../../kernels/interleave.cl" suffix(, 0)
};
static const char l1_constraint[] = {
#embed "../../kernels/l1_constraint.cl" suffix(, 0)
};
static const char l1_constraint_group[] = {
#embed "../../kernels/l1_constraint_group.cl" suffix(, 0)
};
static const char loss_mean[] = {
#embed "../../kernels/loss_mean.cl" suffix(, 0)
};
static const char lstm[] = {
#embed "../../kernels/lstm.cl" suffix(, 0)
};
static const char matmul[] = {
#embed "../../kernels/matmul.cl" suffix(, 0)
};
static const char matmul_in_place[] = {
#embed "../../kernels/matmul_in_place.cl" suffix(, 0)
};
static const char matmul_narrow[] = {
#embed "../../kernels/matmul_narrow.cl" suffix(, 0)
};
static const char matmul_pack[] = {
#embed "../../kernels/matmul_pack.cl" suffix(, 0)
};
static const char matmul_panel[] = {
#embed "../../kernels/matmul_panel.cl" suffix(, 0)
};
static const char matmul_subgroup[] = {
#embed "../../kernels/matmul_subgroup.cl" suffix(, 0)
};
static const char matmul_sum[] = {
#embed "../../kernels/matmul_sum.cl" suffix(, 0)
};
static const char matmul_tile[] = {
#embed "../../kernels/matmul_tile.cl" suffix(, 0)
};
static const char matmul_tiled[] = {
#embed "../../kernels/matmul_tiled.cl" suffix(, 0)
};
static const char maxpool2d[] = {
#embed "../../kernels/maxpool2d.cl" suffix(, 0)
};
static const char mixup[] = {
#embed "../../kernels/mixup.cl" suffix(, 0)
};
static const char mma_plain[] = {
#embed "../../kernels/mma_plain.cl" suffix(, 0)
};
static const char mma_ptx[] = {
#embed "../../kernels/mma_ptx.cl" suffix(, 0)
};
static const char normalization[] = {
#embed "../../kernels/normalization.cl" suffix(, 0)
};
static const char pad[] = {
#embed "../../kernels/pad.cl" suffix(, 0)
};
static const char permute[] = {
#embed "../../kernels/permute.cl" suffix(, 0)
};
static const char permute_tiles[] = {
#embed "../../kernels/permute_tiles.cl" suffix(, 0)
};
static const char philox[] = {
#embed "../../kernels/philox.cl" suffix(, 0)
};
static const char random[] = {
#embed "../../kernels/random.cl" suffix(, 0)
};
static const char reduce[] = {
#embed "../../kernels/reduce.cl" suffix(, 0)
};
static const char reduce_groups[] = {
#embed "../../kernels/reduce_groups.cl" suffix(, 0)
};
static const char row_dot[] = {
#embed "../../kernels/row_dot.cl" suffix(, 0)
};
static const char shares[] = {
#embed "../../kernels/shares.cl" suffix(, 0)
};
static const char smacof[] = {
#embed "../../kernels/smacof.cl" suffix(, 0)
};
static const char softmax[] = {
#embed "../../kernels/softmax.cl" suffix(, 0)
};
static const char triplet_loss[] = {
#embed "../../kernels/triplet_loss.cl" suffix(, 0)
};
static const char tsne[] = {
#embed "../../kernels/tsne.cl" suffix(, 0)
};
static const char vector[] = {
#embed "../../kernels/vector.cl" suffix(, 0)
};
static const char winograd[] = {
#embed "../../kernels/winograd.cl" suffix(, 0)
};
static const char winograd_bias_gradient[] = {
#embed "../../kernels/winograd_bias_gradient.cl" suffix(, 0)
};
static const char winograd_factors[] = {
#embed "../../kernels/winograd_factors.cl" suffix(, 0)
};
static const char winograd_fused[] = {
#embed "../../kernels/winograd_fused.cl" suffix(, 0)
};
static const char winograd_input[] = {
#embed "../../kernels/winograd_input.cl" suffix(, 0)
};
static const char winograd_output[] = {
#embed "../../kernels/winograd_output.cl" suffix(, 0)
};
static const char winograd_product[] = {
#embed "../../kernels/winograd_product.cl" suffix(, 0)
};
static const char winograd_upstream[] = {
#embed "../../kernels/winograd_upstream.cl" suffix(, 0)
};
static const char winograd_weight[] = {
#embed "../../kernels/winograd_weight.cl" suffix(, 0)
};
static const char winograd_weight_gradient[] = {
#embed "../../kernels/winograd_weight_gradient.cl" suffix(, 0)
};
static const char winograd_weight_group[] = {
#embed "../../kernels/winograd_weight_group.cl" suffix(, 0)
};
static const char winograd_weight_product[] = {
#embed "../../kernels/winograd_weight_product.cl" suffix(, 0)
};

#define SOURCE(name) {#name, name}
static const struct {
  const char *name;
  const char *text;
} sources[] = {
    SOURCE(activation),
    SOURCE(adam),
    SOURCE(arithmetic),
    SOURCE(attention_pool),
    SOURCE(attention_pool_group),
    SOURCE(avgpool2d),
    SOURCE(bce_with_logits),
    SOURCE(bias_gradient),
    SOURCE(bias_sums),
    SOURCE(ceiling),
    SOURCE(conv2d),
    SOURCE(conv2d_grid),
    SOURCE(conv2d_narrow),
    SOURCE(conv2d_pack),
    SOURCE(conv2d_pack_group),
    SOURCE(conv2d_patch),
    SOURCE(conv2d_pixel),
    SOURCE(conv2d_subpixel),
    SOURCE(conv2d_tiled),
    SOURCE(conv2d_weight_gradient),
    SOURCE(conv2d_weight_gradient_sum),
    SOURCE(conv2d_weight_gradient_tiled),
    SOURCE(copy_rows),
    SOURCE(copy_rows_group),
    SOURCE(cross_entropy),
    SOURCE(dropout),
    SOURCE(elements),
    SOURCE(epilogue),
    SOURCE(gradient_clipping),
    SOURCE(group_sum),
    SOURCE(group_tile),
    SOURCE(group_tile_fma),
    SOURCE(group_tile_mma),
    SOURCE(interleave),
    SOURCE(l1_constraint),
    SOURCE(l1_constraint_group),
    SOURCE(loss_mean),
    SOURCE(lstm),
    SOURCE(matmul),
    SOURCE(matmul_in_place),
    SOURCE(matmul_narrow),
    SOURCE(matmul_pack),
    SOURCE(matmul_panel),
    SOURCE(matmul_subgroup),
    SOURCE(matmul_sum),
    SOURCE(matmul_tile),
    SOURCE(matmul_tiled),
    SOURCE(maxpool2d),
    SOURCE(mixup),
    SOURCE(mma_plain),
    SOURCE(mma_ptx),
    SOURCE(normalization),
    SOURCE(pad),
    SOURCE(permute),
    SOURCE(permute_tiles),
    SOURCE(philox),
    SOURCE(random),
    SOURCE(reduce),
    SOURCE(reduce_groups),
    SOURCE(row_dot),
    SOURCE(shares),
    SOURCE(smacof),
    SOURCE(softmax),
    SOURCE(triplet_loss),
    SOURCE(tsne),
    SOURCE(vector),
    SOURCE(winograd),
    SOURCE(winograd_bias_gradient),
    SOURCE(winograd_factors),
    SOURCE(winograd_fused),
    SOURCE(winograd_input),
    SOURCE(winograd_output),
    SOURCE(winograd_product),
    SOURCE(winograd_upstream),
    SOURCE(winograd_weight),
    SOURCE(winograd_weight_gradient),
    SOURCE(winograd_weight_group),
    SOURCE(winograd_weight_product),
};

static const int count = sizeof sources / sizeof sources[0];

int kernel_source_count(void) { return count; }

const char *kernel_source_name(int index) {
  return index >= 0 && index < count ? sources[index].name : NULL;
}

const char *kernel_source(const char *name) {
  for (int i = 0; i < count; i++)
    if (strcmp(sources[i].name, name) == 0) return sources[i].text;
  return NULL;
}
