// The papers that the measures of this folder come from.

import type { Paper } from '../../core/index.ts'

export const friedman2023: Paper = {
  number: 23,
  title: 'The Vendi Score: A Diversity Evaluation Metric for Machine Learning',
  authors: 'Dan Friedman, Adji Bousso Dieng',
  year: 2023,
  link: 'https://arxiv.org/abs/2210.02410',
}

export const pasarkar2024: Paper = {
  number: 15,
  title:
    'Cousins Of The Vendi Score: A Family Of Similarity-Based Diversity Metrics For Science And Machine Learning',
  authors: 'Amey P. Pasarkar, Adji Bousso Dieng',
  year: 2024,
  link: 'https://arxiv.org/abs/2310.12952',
}

export const nguyen2024: Paper = {
  title: 'Quality-Weighted Vendi Scores And Their Application To Diverse Experimental Design',
  authors: 'Quan Nguyen, Adji Bousso Dieng',
  year: 2024,
  link: 'https://arxiv.org/abs/2405.02449',
}
